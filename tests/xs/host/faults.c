/*
 * How a machine ends that XS gives up on: an exit code of 64 + the engine's reason, and on stderr what happened, how full
 * the memory was and which functions were running. On the device the same reasons restart the chip.
 */
#include "xsh.h"

static const char* const reasons[] = {
	[XS_DEBUGGER_EXIT] = "stopped",
	[XS_NOT_ENOUGH_MEMORY_EXIT] = "memory full",
	[XS_STACK_OVERFLOW_EXIT] = "stack overflow",
	[XS_FATAL_CHECK_EXIT] = "fatal check of the engine",
	[XS_DEAD_STRIP_EXIT] = "dead strip",
	[XS_UNHANDLED_EXCEPTION_EXIT] = "unhandled exception",
	[XS_NO_MORE_KEYS_EXIT] = "not enough keys",
	[XS_TOO_MUCH_COMPUTATION_EXIT] = "too much computation",
	[XS_UNHANDLED_REJECTION_EXIT] = "unhandled rejection",
	[XS_NATIVE_STACK_OVERFLOW_EXIT] = "native stack overflow",
};

#define FRAMES 12

/* Without allocating: the heap may be what is broken. */
static void describeFrames(txMachine* the, FILE* to)
{
	txSlot* frame = the->frame;
	int count = 0;
	for (; frame && frame->next && count < FRAMES; frame = frame->next) {
		/* Where a frame keeps its function differs between engines; mxFunction knows it of the topmost. */
		txSlot* function = frame + (mxFunction - the->frame);
		txSlot* name;
		if (function->kind != XS_REFERENCE_KIND || !mxIsFunction(function->value.reference))
			continue;
		name = mxBehaviorGetProperty(the, function->value.reference, mxID(_name), 0, XS_OWN);
		fprintf(to, "  at ");
		if (name && (name->kind == XS_STRING_KIND || name->kind == XS_STRING_X_KIND) && *name->value.string)
			fputs(name->value.string, to);
		else
			fputs("(anonymous)", to);
#ifdef mxDebug
		{
			txSlot* environment = mxFrameToEnvironment(frame);
			if (environment->ID != XS_NO_ID)
				fprintf(to, " (%s:%d)", fxGetKeyName(the, environment->ID), (int)environment->value.environment.line);
		}
#endif
		fputc('\n', to);
		count++;
	}
}

static void describeMemory(txMachine* the, FILE* to)
{
	xshUse use = xshMeasureUse(the);
	fprintf(to, "  slots: %d of %d, chunks: %d of %d bytes, stack: %d of %d slots, keys: %d of %d\n", (int)the->currentHeapCount,
		(int)the->maximumHeapCount, (int)use.chunkBytes, (int)the->maximumChunksSize, (int)(the->stackTop - the->stack),
		(int)(the->stackTop - the->stackBottom), the->keyIndex - the->keyOffset, the->keyCount - the->keyOffset);
}

/* The stack of an error, else the value as text. */
void xshDescribeException(txMachine* the, FILE* to)
{
	mxTry(the) {
		mxPush(mxException);
		if (mxIsReference(the->stack) && the->stack->value.reference->next && the->stack->value.reference->next->kind == XS_ERROR_KIND)
			mxGetID(fxID(the, "stack"));
		fxToString(the, the->stack);
		fprintf(to, "%s\n", the->stack->value.string);
		mxPop();
	}
	mxCatch(the) {
		fprintf(to, "an exception that cannot be shown\n");
	}
}

void fxAbort(txMachine* the, int status)
{
	static int again;
	int known = 0 <= status && status < (int)(sizeof reasons / sizeof reasons[0]) && reasons[status];
	fflush(stdout);
	if (again)
		exit(64 + status);
	again = 1;
	fprintf(stderr, "xsh: %s", known ? reasons[status] : "unknown reason");
	if (status == XS_UNHANDLED_EXCEPTION_EXIT || status == XS_UNHANDLED_REJECTION_EXIT) {
		fprintf(stderr, ": ");
		xshDescribeException(the, stderr);
	}
	else {
		fputc('\n', stderr);
		describeMemory(the, stderr);
		describeFrames(the, stderr);
	}
	exit(64 + status);
}

void xshFinish(txMachine* the, int code)
{
	if (options.metrics)
		xshPrintMetrics(the, stdout);
	fflush(stdout);
	exit(code);
}

#ifdef mxDebug
/* The debug build is for lines in stacks only: no debugger is ever connected. */
void fxConnect(txMachine* the) { (void)the; }
void fxDisconnect(txMachine* the) { (void)the; }
txBoolean fxIsConnected(txMachine* the) { (void)the; return 0; }
txBoolean fxIsReadable(txMachine* the) { (void)the; return 0; }
void fxReceive(txMachine* the) { (void)the; }
void fxSend(txMachine* the, txBoolean more) { (void)the; (void)more; }
#endif
