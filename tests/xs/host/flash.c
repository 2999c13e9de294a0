/*
 * The emulated flash: one stretch of memory for byte code, the ROM machine's heap and its tables.
 * On Linux it is made read-only when the ROM machine is finished, so that an engine or host that writes into "flash" is
 * caught where it happens, as it would be on the device.
 */
#include "xsh.h"

#ifdef XSH_BARE

/* bare.c has the map of the emulated memory. */
#define FLASH_START ((txByte*)0x82000000)
#define FLASH_SIZE (64u * 1024 * 1024)

static txByte* flashStart(void) { return FLASH_START; }

#else

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#define FLASH_SIZE (256u * 1024 * 1024)

static void reportWrite(int signal, siginfo_t* info, void* context)
{
	static const char text[] = "xsh: a write into flash: a preloaded object that is not an alias was changed\n";
	static const char other[] = "xsh: segmentation fault\n";
	(void)signal;
	(void)context;
	ssize_t written = xshFlashContains(info->si_addr) ? write(2, text, sizeof text - 1) : write(2, other, sizeof other - 1);
	(void)written;
	_exit(139);
}

static txByte* flashStart(void)
{
	static txByte* start;
	if (!start) {
		void* block = mmap(NULL, FLASH_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
		if (block == MAP_FAILED) {
			perror("xsh: flash");
			exit(2);
		}
		start = block;
	}
	return start;
}

void xshFlashProtect(void)
{
	struct sigaction action = { .sa_sigaction = reportWrite, .sa_flags = SA_SIGINFO };
	sigaction(SIGSEGV, &action, NULL);
	mprotect(flashStart(), FLASH_SIZE, PROT_READ);
}

#endif

static size_t used;

void* xshFlashAllocate(size_t size)
{
	txByte* block = flashStart() + used;
	used += (size + 15) & ~(size_t)15;
	if (used > FLASH_SIZE) {
		fprintf(stderr, "xsh: the emulated flash is full\n");
		exit(2);
	}
	return block;
}

int xshFlashContains(const void* address)
{
	const txByte* at = address;
	return flashStart() <= at && at < flashStart() + FLASH_SIZE;
}

size_t xshFlashUsed(void) { return used; }
