// The root of what is preloaded into flash: all that the device's entry will import, and nothing else. It stands alone in
// the manifest's `preload`, because XS keeps the code of modules preloaded through an import in flash, and copies that of
// modules named there into RAM as they make closures.

import '../hal/ports/restart';
import './bms';
import './settings/store';
import './telemetry/alarms';
import './telemetry/identity';
import './telemetry/points';
