/*
 * The modules a machine may import, by name, and their byte code. Names are resolved as the device resolves them: relative
 * to the importing module's name, never to a file.
 * Mapping does what the SDK's linker does with byte code: names become keys of the ROM machine, and code and strings stay
 * in flash, but for modules that are named in the manifest's `preload`. There the linker drops the code after the
 * preload, so every evaluated string literal and every new closure copies bytes into RAM, on the device as here.
 */
#include "xsh.h"

xshModule* xshModules;
int xshModuleCount;
static int capacity;

void xshAddModule(txString name, int place, txScript* script)
{
	if (xshModuleCount == capacity) {
		capacity = capacity ? capacity * 2 : 64;
		xshModules = c_realloc(xshModules, (size_t)capacity * sizeof(xshModule));
	}
	xshModules[xshModuleCount++] = (xshModule){ name, place, script };
}

static xshModule* findModule(const char* name)
{
	int index;
	for (index = 0; index < xshModuleCount; index++) {
		if (!strcmp(xshModules[index].name, name))
			return &xshModules[index];
	}
	return NULL;
}

static txU1 archived(txU1 code)
{
	switch (code) {
	case XS_CODE_CODE_1: return XS_CODE_CODE_ARCHIVE_1;
	case XS_CODE_CODE_2: return XS_CODE_CODE_ARCHIVE_2;
	case XS_CODE_CODE_4: return XS_CODE_CODE_ARCHIVE_4;
	case XS_CODE_STRING_1: return XS_CODE_STRING_ARCHIVE_1;
	case XS_CODE_STRING_2: return XS_CODE_STRING_ARCHIVE_2;
	case XS_CODE_STRING_4: return XS_CODE_STRING_ARCHIVE_4;
	default: return code;
	}
}

/* Walks the byte code once. The sizes: positive is a whole instruction, 0 an instruction with a name, negative one with
   a length of that many bytes before its data. */
static void mapCode(txByte* code, txSize size, const txID* keys, int archive)
{
	txByte* at = code;
	txByte* end = code + size;
	while (at < end) {
		txS1 length;
		if (archive)
			*((txU1*)at) = archived(*((txU1*)at));
		length = gxCodeSizes[*((txU1*)at)];
		if (length > 0)
			at += length;
		else if (length == 0) {
			txID name;
			memcpy(&name, at + 1, sizeof name);
			if (name != XS_NO_ID)
				memcpy(at + 1, &keys[name], sizeof name);
			at += 1 + sizeof name;
		}
		else {
			txU4 data = 0;
			memcpy(&data, at + 1, (size_t)-length);
			at += 1 - length + (txSize)data;
		}
	}
}

static void mapModule(txMachine* the, xshModule* module)
{
	txScript* script = module->script;
	txByte* code = xshFlashAllocate((size_t)script->codeSize);
	const char* symbols = (const char*)script->symbolsBuffer;
	txID count, index;
	txID* keys;
	memcpy(&count, symbols, sizeof count);
	symbols += sizeof count;
	keys = c_malloc((size_t)count * sizeof(txID));
	keys[0] = XS_NO_ID;
	for (index = 1; index < count; index++) {
		keys[index] = fxNewNameC(the, (txString)symbols);
		symbols += strlen(symbols) + 1;
	}
	memcpy(code, script->codeBuffer, (size_t)script->codeSize);
	mapCode(code, script->codeSize, keys, module->place != XSH_NAMED);
	c_free(keys);
	script->codeBuffer = code;
	/* Says to fxRunScript that the code is mapped already. */
	script->symbolsBuffer = NULL;
	fxNewNameC(the, module->name);
}

void xshMapModules(txMachine* the)
{
	int index;
	for (index = 0; index < xshModuleCount; index++)
		mapModule(the, &xshModules[index]);
}

/* Joins `specifier` to the folder of `base`, in place; false when it climbs out of the root. */
static int resolve(const char* base, const char* specifier, char* path, size_t room)
{
	const char* slash = strrchr(base, '/');
	size_t length = slash ? (size_t)(slash - base) : 0;
	if (length + strlen(specifier) + 2 > room)
		return 0;
	memcpy(path, base, length);
	path[length] = 0;
	for (;;) {
		if (!strncmp(specifier, "./", 2))
			specifier += 2;
		else if (!strncmp(specifier, "../", 3)) {
			char* last = strrchr(path, '/');
			if (!*path)
				return 0;
			*(last ? last : path) = 0;
			specifier += 3;
		}
		else
			break;
	}
	if (*path)
		strcat(path, "/");
	strcat(path, specifier);
	return 1;
}

txID fxFindModule(txMachine* the, txSlot* realm, txID importer, txSlot* slot)
{
	char specifier[256];
	char path[512];
	const char* name = specifier;
	(void)realm;
	fxToStringBuffer(the, slot, specifier, sizeof specifier);
	if (specifier[0] == '.') {
		if (importer == XS_NO_ID || !resolve(fxGetKeyName(the, importer), specifier, path, sizeof path))
			return XS_NO_ID;
		name = path;
	}
	return findModule(name) ? fxNewNameC(the, (txString)name) : XS_NO_ID;
}

void fxLoadModule(txMachine* the, txSlot* module, txID id)
{
	xshModule* found = findModule(fxGetKeyName(the, id));
	if (found)
		fxResolveModule(the, module, id, found->script, NULL, NULL);
}
