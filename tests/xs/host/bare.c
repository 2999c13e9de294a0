/*
 * Tier 2: the bare RV32 core that QEMU emulates. Memory map (tests/xs/rv32.ts tells the linker and QEMU):
 *   0x80000000  text          0x81000000  RAM, as much as the device has, with the native stack at its end
 *   0x82000000  emulated flash (flash.c)   0x86000000  the image (image.c)
 * Output and exit code go out through semihosting.
 */
#include "xsh.h"

#ifdef XSH_BARE

#define IMAGE ((const txByte*)0x86000000)

/* FreeRTOS's margin on the ESP32: the engine stops this early before the end of the native stack. */
#define STACK_MARGIN 512
#define PAINT 0xa5

extern char __stack[];
extern char __stack_size[];

static int romFinished;

static char* stackBottom(void) { return __stack - (uintptr_t)__stack_size; }
char* fxCStackLimit(void) { return stackBottom() + STACK_MARGIN; }

void xshGuardNativeStack(void)
{
	/* Painted up to here, so that the deepest point can be found afterwards. */
	volatile char* at;
	char here;
	for (at = stackBottom(); (uintptr_t)at < (uintptr_t)&here - 64; at++)
		*at = (char)PAINT;
}

int xshNativeStackPeak(void)
{
	char* at = stackBottom();
	while (at < __stack && *at == (char)PAINT)
		at++;
	return (int)(__stack - at);
}

double xshInstructions(void)
{
	uint32_t low, high, again;
	do {
		__asm__ volatile(".option push\n.option arch, +zicsr\ncsrr %0, minstreth\ncsrr %1, minstret\ncsrr %2, minstreth\n.option pop"
						 : "=r"(high), "=r"(low), "=r"(again));
	} while (high != again);
	return high * 4294967296.0 + low;
}

/* The ROM machine's tables belong into flash, as the SDK's linker puts them there. */
void* xshMalloc(size_t size) { return romFinished ? malloc(size) : xshFlashAllocate(size); }

void* xshCalloc(size_t count, size_t size)
{
	void* block = xshMalloc(count * size);
	if (block)
		memset(block, 0, count * size);
	return block;
}

void* xshRealloc(void* block, size_t size)
{
	void* moved;
	if (romFinished && !xshFlashContains(block))
		return realloc(block, size);
	moved = xshMalloc(size);
	/* The old size is not known, but whatever lies behind the block is flash as well. */
	if (moved && block)
		memcpy(moved, block, size);
	return moved;
}

void xshFree(void* block)
{
	if (!xshFlashContains(block))
		free(block);
}

void xshFlashProtect(void) { romFinished = 1; }

/* The engine's own fallback for a build without a parser: eval and Function do not exist. */
txScript* fxParseScript(txMachine* the, void* stream, txGetter getter, txUnsigned flags)
{
	(void)stream;
	(void)getter;
	(void)flags;
	mxUnknownError("not built in");
	return NULL;
}

int main(void)
{
	xshGuardNativeStack();
	xshReadImage(IMAGE);
	xshRun(xshAddImageModules);
}

#endif
