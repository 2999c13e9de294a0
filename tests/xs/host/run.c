/*
 * A run from machine to exit code. Modules are run as the device runs its main module: imported, and the default export
 * called if it is a function; then the promise jobs, until none is left.
 */
#include "xsh.h"

const char* xshRuns[XSH_RUNS];
int xshRunCount;

static int jobsPending;

void fxQueuePromiseJobs(txMachine* the)
{
	(void)the;
	jobsPending = 1;
}

static void runJobs(txMachine* the)
{
	while (jobsPending) {
		jobsPending = 0;
		fxBeginHost(the);
		fxRunPromiseJobs(the);
		fxEndHost(the);
	}
}

static void runModule(txMachine* the, const char* name)
{
	fxBeginHost(the);
	{
		mxTry(the) {
			txSlot* imported;
			mxPushStringC((txString)name);
			imported = the->stack;
			fxAwaitImport(the, XS_IMPORT_DEFAULT);
			if (mxIsReference(imported) && mxIsFunction(imported->value.reference)) {
				mxPushUndefined();
				mxPushSlot(imported);
				mxCall();
				mxRunCount(0);
				mxPop();
			}
			mxPop();
		}
		mxCatch(the) {
			fxAbort(the, XS_UNHANDLED_EXCEPTION_EXIT);
		}
	}
	fxEndHost(the);
	runJobs(the);
}

#ifdef mxMetering
static double allowed;

static txBoolean mayContinue(txMachine* the, xshMeter index)
{
	(void)the;
	return (double)index < allowed;
}

static void limit(txMachine* the, txU4 byteCodes)
{
	allowed = byteCodes;
	fxBeginMetering(the, mayContinue, 1000);
}
#else
static void limit(txMachine* the, txU4 byteCodes) { (void)the; (void)byteCodes; }
#endif

void xshRun(void (*addModules)(txMachine*))
{
	txMachine* rom = xshCreateRom(options.creation.nameModulo, options.creation.symbolModulo, addModules);
	txMachine* the;
	int index;
	if (options.unfrozen) {
		xshReportUnfrozen(rom);
		exit(0);
	}
	xshFlashProtect();
	if (options.strip)
		xshStripDefaults();
	the = xshCloneRom(rom, &options.creation, options.staticSize);
	xshSetBaseline(the);
	if (options.limit)
		limit(the, options.limit);
	for (index = 0; index < xshRunCount; index++)
		runModule(the, xshRuns[index]);
	/* A rejection shows when its promise is collected. */
	fxCollectGarbage(the);
	fxCheckUnhandledRejections(the, 1);
	xshFinish(the, 0);
}
