/*
 * The platform that XS is compiled for, in place of one of its own: a microcontroller without threads, debugger or clock,
 * that happens to be a Linux process (tier 1) or a bare RV32 core (tier 2, XSH_BARE).
 * What the engine asks of a platform and is not defaulted here is in the .c files beside this one.
 */
#ifndef XSH_PLATFORM_H
#define XSH_PLATFORM_H

#include <ctype.h>
#include <errno.h>
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

/* Bodies that xsPlatforms.c and xsAtomics.c bring along. */
#define mxUseDefaultBuildKeys 1
#define mxUseDefaultSharedChunks 1
#ifdef mxParse
	#define mxUseDefaultParseScript 1
#endif

/* The native stack is what xshGuardNativeStack allows, not what the operating system would give. */
#define mxUseDefaultCStackLimit 0

/* `room` is the one block of memory that chunks and slots share under --static (memory.c). */
#define mxMachinePlatform \
	void* host; \
	struct xshRoom* room;

/* Results must repeat, so the date stands still: natives.c. */
struct xshTimeZone;
typedef struct timeval c_timeval;
#define c_timezone xshTimeZone
#define c_gettimeofday xshTimeOfDay
extern int xshTimeOfDay(c_timeval* into, struct xshTimeZone* zone);

#ifdef XSH_BARE
	/* While the ROM machine is built, memory comes from the emulated flash; afterwards from the emulated RAM. */
	extern void* xshMalloc(size_t size);
	extern void* xshCalloc(size_t count, size_t size);
	extern void* xshRealloc(void* block, size_t size);
	extern void xshFree(void* block);
	#define c_malloc xshMalloc
	#define c_calloc xshCalloc
	#define c_realloc xshRealloc
	#define c_free xshFree
	#define c_malloc_uint32 xshMalloc
	#define c_free_uint32 xshFree
#endif

#endif
