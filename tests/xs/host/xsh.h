/*
 * The host's own declarations. Data flow: options -> modules (byte code) -> rom (preloaded, frozen, shared machine)
 * -> clone with a microcontroller's memory -> run -> metrics or fault.
 */
#ifndef XSH_H
#define XSH_H

#include "xsAll.h"
#include "xsScript.h"

/* Newer engines: more reasons to give up, and a meter in 1/65536 of a byte code. */
#if XS_MAJOR_VERSION > 13
	#define XS_STACK_OVERFLOW_EXIT XS_JAVASCRIPT_STACK_OVERFLOW_EXIT
	#define XSH_METER_SHIFT 16
	typedef txU8 xshMeter;
#else
	#define XS_NATIVE_STACK_OVERFLOW_EXIT 9
	#define XSH_METER_SHIFT 0
	typedef txU4 xshMeter;
#endif

/* flash.c: memory that stands for the device's flash, write-protected once the ROM machine is finished. */
extern void* xshFlashAllocate(size_t size);
extern void xshFlashProtect(void);
extern int xshFlashContains(const void* address);
extern size_t xshFlashUsed(void);

/* memory.c */
typedef struct xshRoom {
	txByte* bottom;
	txByte* low; /* chunks grow up from here */
	txByte* high; /* slots grow down from here */
} xshRoom;

typedef struct {
	txSize reserved; /* bytes of slots and chunks the machine has taken from the system */
	txSize slotBytes; /* slots in use */
	txSize chunkBytes; /* chunks handed out since the last compaction, headers included */
} xshUse;

extern void* const xshRomContext;
extern xshRoom* xshMakeRoom(txSize size);
extern xshUse xshMeasureUse(txMachine* the);
extern void xshGuardNativeStack(void);

/* modules.c */
enum {
	XSH_LOADED, /* at run time, into RAM; code and strings stay in flash */
	XSH_IMPLIED, /* into flash with what imports it; code and strings stay in flash */
	XSH_NAMED, /* into flash, named in the manifest's `preload`: what its code makes later is copied into RAM */
};

typedef struct {
	txString name;
	int place;
	txScript* script;
} xshModule;

extern xshModule* xshModules;
extern int xshModuleCount;
extern void xshAddModule(txString name, int place, txScript* script);
extern void xshMapModules(txMachine* the);

#ifdef mxParse
/* source.c */
extern txScript* xshParseModule(txMachine* the, const char* root, txString name);
/* image.c */
extern void xshWriteImage(const char* path, int wordCount, const char* const words[], void (*addModules)(txMachine*));
#else
extern void xshReadImage(const txByte* image);
extern void xshAddImageModules(txMachine* the);
#endif

/* options.c */
typedef struct {
	txCreation creation;
	txSize staticSize;
	txU4 limit;
	int metrics;
	int unfrozen;
	int strip;
	const char* argument;
	const char* image;
	const char* list;
} xshOptions;

extern xshOptions options;
extern void xshReadOptions(int count, const char* const words[]);
extern void xshRefuse(const char* what) XS_FUNCTION_NORETURN;

/* rom.c */
extern txMachine* xshCreateRom(int nameModulo, int symbolModulo, void (*addModules)(txMachine*));
extern txMachine* xshCloneRom(txMachine* rom, txCreation* creation, txSize staticSize);

/* freeze.c, unfrozen.c */
extern void xshFreezeRom(txMachine* the);
extern void xshFinishRom(txMachine* the);
extern void xshReportUnfrozen(txMachine* the);

/* defaults.c */
extern void xshLoadDefaults(void);
extern void xshStripDefaults(void);

/* natives.c */
extern void xshBuildNatives(txMachine* the);
extern void xshSetBaseline(txMachine* the);
extern void xshPrintMetrics(txMachine* the, FILE* to);
extern double xshInstructions(void);
extern int xshNativeStackPeak(void);

/* run.c */
#define XSH_RUNS 64
extern const char* xshRuns[XSH_RUNS];
extern int xshRunCount;
extern void xshRun(void (*addModules)(txMachine*)) XS_FUNCTION_NORETURN;

/* faults.c */
extern void xshDescribeException(txMachine* the, FILE* to);
extern void xshFinish(txMachine* the, int code) XS_FUNCTION_NORETURN;

#endif
