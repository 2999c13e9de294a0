/*
 * Memory of a machine, by the rules of Moddable's microcontroller platforms: either separate blocks from malloc, or (with
 * `static`) one block in which chunks grow upwards and slots downwards until they meet.
 * The ROM machine takes its memory from the emulated flash instead.
 */
#include "xsh.h"

xshRoom* xshMakeRoom(txSize size)
{
	xshRoom* room = malloc(sizeof(xshRoom));
	txByte* block = malloc(size);
	if (!room || !block)
		return NULL;
	room->bottom = room->low = block;
	room->high = block + size;
	return room;
}

/* The machine's context says what it is: the flash machine is its own context, a room is another; none means malloc. */
static char romMarker;
void* const xshRomContext = &romMarker;

static int isRom(txMachine* the) { return the->context == xshRomContext; }

void fxCreateMachinePlatform(txMachine* the)
{
	the->host = NULL;
	the->room = isRom(the) ? NULL : the->context;
}

void fxDeleteMachinePlatform(txMachine* the) { (void)the; }

void* fxAllocateChunks(txMachine* the, txSize size)
{
	xshRoom* room = the->room;
	txBlock* block = the->firstBlock;
	txByte* result;
	if (isRom(the))
		return xshFlashAllocate(size);
	if (!room)
		return c_malloc(size);
	if (!block) {
		if (size > room->high - room->low)
			return NULL;
		result = room->low;
		room->low += size;
		return result;
	}
	/*
	 * fxGrowChunks extends the block when it is given the block's own limit, by `size`, which includes a block header that
	 * is not needed here, and ignores what is still free at the block's end. Only the missing bytes are taken.
	 */
	{
		txSize wanted = size - (txSize)sizeof(txBlock);
		txSize missing = wanted - (txSize)(block->limit - block->current);
		if (missing > room->high - room->low)
			return NULL;
		room->low += missing;
		block->limit = room->low - size;
		the->maximumChunksSize -= size - missing;
		return block->limit;
	}
}

void fxFreeChunks(txMachine* the, void* chunks)
{
	if (!the->room && !isRom(the))
		c_free(chunks);
}

txSlot* fxAllocateSlots(txMachine* the, txSize count)
{
	xshRoom* room = the->room;
	txSize size = count * (txSize)sizeof(txSlot);
	if (isRom(the))
		return xshFlashAllocate(size);
	if (!room)
		return c_malloc(size);
	if (size > room->high - room->low && the->firstBlock) {
		/* Room may be lent to the chunks: collect, and take back what is free at their end. */
		txBlock* block = the->firstBlock;
		fxCollect(the, XS_COMPACT_FLAG);
		the->maximumChunksSize -= (txSize)(block->limit - block->current);
		block->limit = block->current;
		room->low = block->current;
	}
	if (size > room->high - room->low)
		return NULL;
	room->high -= size;
	return (txSlot*)room->high;
}

void fxFreeSlots(txMachine* the, void* slots)
{
	if (!the->room && !isRom(the))
		c_free(slots);
}

xshUse xshMeasureUse(txMachine* the)
{
	xshUse use = { 0, 0, 0 };
	txBlock* block;
	use.slotBytes = the->currentHeapCount * (txSize)sizeof(txSlot);
	/* Not currentChunksSize, which counts a growing array twice: how far the allocator has moved. */
	for (block = the->firstBlock; block; block = block->nextBlock)
		use.chunkBytes += (txSize)(block->current - ((txByte*)block + sizeof(txBlock)));
	use.reserved = the->maximumHeapCount * (txSize)sizeof(txSlot) + the->maximumChunksSize;
	return use;
}

/* The native stack: the engine compares the address of a local with this, where C recurses. */
#ifndef XSH_BARE

#define NATIVE_STACK (1024 * 1024)
static char* nativeLimit;

void xshGuardNativeStack(void)
{
	char here;
	nativeLimit = (char*)((uintptr_t)&here - NATIVE_STACK);
}

char* fxCStackLimit(void) { return nativeLimit; }

#endif
