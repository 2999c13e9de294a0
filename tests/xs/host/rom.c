/*
 * What the SDK's linker makes at build time, made at start: a big machine in flash imports the preloaded modules, is frozen
 * and shared; then a small machine is cloned from it, which pays RAM only for what it adds or changes.
 */
#include "xsh.h"

static void importPreloaded(txMachine* the)
{
	int index;
	fxBeginHost(the);
	{
		mxTry(the) {
			for (index = 0; index < xshModuleCount; index++) {
				if (xshModules[index].place == XSH_LOADED)
					continue;
				mxPushStringC(xshModules[index].name);
				fxAwaitImport(the, XS_IMPORT_NAMESPACE);
				mxPop();
			}
			mxException = mxUndefined;
		}
		mxCatch(the) {
			fprintf(stderr, "xsh: a preloaded module fails when it is imported: ");
			xshDescribeException(the, stderr);
			exit(64 + XS_UNHANDLED_EXCEPTION_EXIT);
		}
	}
	fxEndHost(the);
}

txMachine* xshCreateRom(int nameModulo, int symbolModulo, void (*addModules)(txMachine*))
{
	txCreation creation = {
		.initialChunkSize = 1024 * 1024,
		.incrementalChunkSize = 512 * 1024,
		.initialHeapCount = 32 * 1024,
		.incrementalHeapCount = 16 * 1024,
		.stackCount = 4096,
		.initialKeyCount = 8192,
		.incrementalKeyCount = 0,
		/* The clone's tables are copies of these, so they have the clone's sizes. */
		.nameModulo = nameModulo,
		.symbolModulo = symbolModulo,
		.parserBufferSize = 64 * 1024,
		.parserTableModulo = 1993,
	};
	txMachine* the;
	xshLoadDefaults();
	the = fxCreateMachine(&creation, "rom", xshRomContext, XS_NO_ID);
	if (!the) {
		fprintf(stderr, "xsh: no memory for the ROM machine\n");
		exit(2);
	}
	fxBeginHost(the);
	xshBuildNatives(the);
	fxEndHost(the);
	addModules(the);
	xshMapModules(the);
	importPreloaded(the);
	fxCollectGarbage(the);
	xshFreezeRom(the);
	fxShareMachine(the);
	xshFinishRom(the);
	return the;
}

txMachine* xshCloneRom(txMachine* rom, txCreation* creation, txSize staticSize)
{
	xshRoom* room = staticSize ? xshMakeRoom(staticSize) : NULL;
	txMachine* the = fxCloneMachine(creation, rom, "xsh", room);
	if (!the) {
		fprintf(stderr, "xsh: memory full: the machine itself does not fit\n");
		exit(64 + XS_NOT_ENOUGH_MEMORY_EXIT);
	}
	return the;
}
