// The shunt monitor's fast conversions: the highest currents ever, and alerts that stay until they are cleared.

export class Peaks {
  dischargeAmps = 0;
  chargeAmps = 0;
  dischargeAlert = false;
  chargeAlert = false;
  private readonly alertAmps: number;

  constructor(alertAmps: number) {
    this.alertAmps = alertAmps;
  }

  /** Sees a current into the pack that carries ripple of this amplitude on its discharge side. */
  note(amps: number, rippleAmps: number): void {
    const discharge = rippleAmps - amps;
    if (discharge > this.dischargeAmps) this.dischargeAmps = discharge;
    if (amps > this.chargeAmps) this.chargeAmps = amps;
    if (discharge > this.alertAmps) this.dischargeAlert = true;
    if (amps > this.alertAmps) this.chargeAlert = true;
  }

  clearAlerts(): void {
    this.dischargeAlert = false;
    this.chargeAlert = false;
  }
}
