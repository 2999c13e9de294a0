// The comparator that removes the coil drive at a short circuit without software, and keeps it removed.

export interface ShortCircuitLatch {
  /** The comparator has fired and holds the coils off. */
  latched(): boolean;
  /** Lets the coils be driven again; false when the latch did not let go. */
  reset(): boolean;
}
