/*
 * The image for the bare core, which has neither a file system nor, in tier 2, a parser: the words of the options, the
 * byte code of the modules before their names are mapped, and what to run. QEMU puts it into the emulated flash.
 * Numbers are 32 bits, little-endian, and everything starts at a multiple of 4.
 */
#include "xsh.h"

#define MAGIC 0x42485358u

#ifdef mxParse

static FILE* file;

static void putNumber(txU4 number) { fwrite(&number, sizeof number, 1, file); }

static void putBytes(const void* bytes, size_t size)
{
	static const char padding[4];
	putNumber((txU4)size);
	fwrite(bytes, 1, size, file);
	fwrite(padding, 1, (4 - size % 4) % 4, file);
}

static void putText(const char* text) { putBytes(text, strlen(text) + 1); }

static void putModules(void)
{
	int index;
	putNumber((txU4)xshModuleCount);
	for (index = 0; index < xshModuleCount; index++) {
		const xshModule* module = &xshModules[index];
		putNumber((txU4)module->place);
		putText(module->name);
		putBytes(module->script->symbolsBuffer, (size_t)module->script->symbolsSize);
		putBytes(module->script->codeBuffer, (size_t)module->script->codeSize);
	}
}

static void (*parse)(txMachine*);

static void parseAndWrite(txMachine* the)
{
	parse(the);
	putModules();
	fclose(file);
	exit(0);
}

void xshWriteImage(const char* path, int wordCount, const char* const words[], void (*addModules)(txMachine*))
{
	int index;
	file = fopen(path, "wb");
	if (!file) {
		perror(path);
		exit(2);
	}
	putNumber(MAGIC);
	/* Without the two words that ask for the image. */
	putNumber((txU4)wordCount - 2);
	for (index = 0; index < wordCount; index++) {
		if (!strcmp(words[index], "--image"))
			index++;
		else
			putText(words[index]);
	}
	putNumber((txU4)xshRunCount);
	for (index = 0; index < xshRunCount; index++)
		putText(xshRuns[index]);
	/* Parsing needs a machine; the ROM machine asks for the modules when it is ready, and gets no further. */
	parse = addModules;
	xshCreateRom(options.creation.nameModulo, options.creation.symbolModulo, parseAndWrite);
}

#else

static const txByte* at;

static txU4 getNumber(void)
{
	txU4 number;
	memcpy(&number, at, sizeof number);
	at += sizeof number;
	return number;
}

static const txByte* getBytes(txSize* size)
{
	const txByte* bytes;
	*size = (txSize)getNumber();
	bytes = at;
	at += (*size + 3) & ~3;
	return bytes;
}

static const char* getText(void)
{
	txSize size;
	return (const char*)getBytes(&size);
}

void xshReadImage(const txByte* image)
{
	static const char* words[64];
	int count, index;
	at = image;
	if (getNumber() != MAGIC)
		xshRefuse("no image in flash");
	count = (int)getNumber();
	if (count > (int)(sizeof words / sizeof words[0]))
		xshRefuse("too many words in the image");
	for (index = 0; index < count; index++)
		words[index] = getText();
	xshReadOptions(count, words);
	xshRunCount = (int)getNumber();
	for (index = 0; index < xshRunCount; index++)
		xshRuns[index] = getText();
}

void xshAddImageModules(txMachine* the)
{
	int count = (int)getNumber();
	(void)the;
	for (; count; count--) {
		int place = (int)getNumber();
		const char* name = getText();
		txScript* script = c_calloc(1, sizeof(txScript));
		script->symbolsBuffer = (txByte*)getBytes(&script->symbolsSize);
		script->codeBuffer = (txByte*)getBytes(&script->codeSize);
		script->path = (txString)name;
		xshAddModule((txString)name, place, script);
	}
}

#endif
