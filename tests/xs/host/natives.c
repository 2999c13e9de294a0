/*
 * The object `xsHost`, which exists on this host only (xsHost.d.ts): printing, and every figure a test may want to know.
 * It is built into the ROM machine, so that it costs the measured machine no RAM; no function here allocates.
 */
#include "xsh.h"

static xshUse baseline;

static void answer(txMachine* the, double value)
{
	txInteger whole = (txInteger)value;
	if (whole == value) {
		mxResult->kind = XS_INTEGER_KIND;
		mxResult->value.integer = whole;
	}
	else {
		mxResult->kind = XS_NUMBER_KIND;
		mxResult->value.number = value;
	}
}

static void print(txMachine* the)
{
	fxToString(the, mxArgv(0));
	fputs(mxArgv(0)->value.string, stdout);
	fputc('\n', stdout);
}

static void argument(txMachine* the)
{
	mxResult->kind = XS_STRING_X_KIND;
	mxResult->value.string = (txString)options.argument;
}

static void leave(txMachine* the)
{
	xshFinish(the, mxArgc > 0 ? fxToInteger(the, mxArgv(0)) : 0);
}

static void collect(txMachine* the) { fxCollectGarbage(the); }

static void byteCodes(txMachine* the)
{
#ifdef mxMetering
	answer(the, (double)(the->meterIndex >> XSH_METER_SHIFT));
#else
	answer(the, 0);
#endif
}

static void instructions(txMachine* the) { answer(the, xshInstructions()); }
static void slotBytes(txMachine* the) { answer(the, xshMeasureUse(the).slotBytes); }
static void chunkBytes(txMachine* the) { answer(the, xshMeasureUse(the).chunkBytes); }
static void emptySlotBytes(txMachine* the) { answer(the, baseline.slotBytes); }
static void emptyChunkBytes(txMachine* the) { answer(the, baseline.chunkBytes); }
static void keys(txMachine* the) { answer(the, the->keyIndex - the->keyOffset); }

static void aliases(txMachine* the)
{
	txID index;
	int copied = 0;
	for (index = 0; index < the->aliasCount; index++)
		copied += the->aliasArray[index] != NULL;
	answer(the, copied);
}

static void aliasTableBytes(txMachine* the) { answer(the, the->aliasCount * sizeof(txSlot*)); }

static int collectionCount(txMachine* the)
{
#ifdef mxInstrument
	return the->garbageCollectionCount;
#else
	(void)the;
	return 0;
#endif
}

static int peakSlots(txMachine* the)
{
#ifdef mxInstrument
	return (int)(the->stackTop - the->stackPeak);
#else
	(void)the;
	return 0;
#endif
}

static void collections(txMachine* the) { answer(the, collectionCount(the)); }
static void stackPeak(txMachine* the) { answer(the, peakSlots(the)); }

static void nativeStackPeak(txMachine* the) { answer(the, xshNativeStackPeak()); }

static void resetStackPeak(txMachine* the)
{
#ifdef mxInstrument
	the->stackPeak = the->stack;
#else
	(void)the;
#endif
}

static const struct {
	const char* name;
	txCallback callback;
	int length;
} natives[] = {
	{ "print", print, 1 },
	{ "argument", argument, 0 },
	{ "exit", leave, 1 },
	{ "collect", collect, 0 },
	{ "byteCodes", byteCodes, 0 },
	{ "instructions", instructions, 0 },
	{ "slotBytes", slotBytes, 0 },
	{ "chunkBytes", chunkBytes, 0 },
	{ "emptySlotBytes", emptySlotBytes, 0 },
	{ "emptyChunkBytes", emptyChunkBytes, 0 },
	{ "collections", collections, 0 },
	{ "stackPeak", stackPeak, 0 },
	{ "resetStackPeak", resetStackPeak, 0 },
	{ "nativeStackPeak", nativeStackPeak, 0 },
	{ "keys", keys, 0 },
	{ "aliases", aliases, 0 },
	{ "aliasTableBytes", aliasTableBytes, 0 },
};

void xshBuildNatives(txMachine* the)
{
	size_t index;
	txSlot* property;
	mxPush(mxObjectPrototype);
	property = fxLastProperty(the, fxNewObjectInstance(the));
	for (index = 0; index < sizeof natives / sizeof natives[0]; index++) {
		txID name = fxID(the, (txString)natives[index].name);
		property = fxNextHostFunctionProperty(the, property, natives[index].callback, natives[index].length, name, XS_DONT_ENUM_FLAG);
	}
	for (property = the->stack->value.reference->next; property; property = property->next)
		property->flag |= XS_DONT_DELETE_FLAG | XS_DONT_SET_FLAG;
	the->stack->value.reference->flag |= XS_DONT_PATCH_FLAG;
	mxPush(mxGlobal);
	mxSetID(fxID(the, "xsHost"));
	mxPop();
}

void xshSetBaseline(txMachine* the)
{
	baseline = xshMeasureUse(the);
}

void xshPrintMetrics(txMachine* the, FILE* to)
{
	xshUse use;
	int peak = peakSlots(the);
	int collected = collectionCount(the);
	fxCollectGarbage(the);
	use = xshMeasureUse(the);
	fprintf(to,
		"metrics {\"slotBytes\":%d,\"chunkBytes\":%d,\"emptySlotBytes\":%d,\"emptyChunkBytes\":%d,\"stackPeakSlots\":%d,"
		"\"keys\":%d,\"aliasTableBytes\":%d,\"collections\":%d,\"flashBytes\":%lu}\n",
		(int)use.slotBytes, (int)use.chunkBytes, (int)baseline.slotBytes, (int)baseline.chunkBytes, peak,
		the->keyIndex - the->keyOffset, (int)(the->aliasCount * sizeof(txSlot*)), collected, (unsigned long)xshFlashUsed());
}

/* The date is a constant. A firmware without a real-time clock has none either, and results repeat. */
int xshTimeOfDay(c_timeval* into, struct xshTimeZone* zone)
{
	(void)zone;
	into->tv_sec = 1735689600; /* 2025-01-01 */
	into->tv_usec = 0;
	return 0;
}

uint32_t modMilliseconds(void) { return 0; }

#ifndef XSH_BARE
double xshInstructions(void) { return 0; }
int xshNativeStackPeak(void) { return 0; }
#endif
