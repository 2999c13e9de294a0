/*
 * The engine's table of optional parts, writable: build.ts compiles the engine's own under the name xshEngineDefaults.
 * The SDK strips `name` and `length` from functions (manifest_base.json), so on the device a closure has two slots less.
 * --strip measures that; tests keep the names, because messages and stacks want them.
 */
#define gxDefaults gxDefaultsAsDeclared
#include "xsh.h"
#undef gxDefaults

extern const txDefaults xshEngineDefaults;
txDefaults gxDefaults;

void xshLoadDefaults(void) { gxDefaults = xshEngineDefaults; }

void xshStripDefaults(void)
{
	gxDefaults.newFunctionLength = NULL;
	gxDefaults.newFunctionName = NULL;
}
