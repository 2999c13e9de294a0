// The independent safety path: the coil supply lives only while the main loop feeds it.

export interface Heartbeat {
  beat(): void;
}
