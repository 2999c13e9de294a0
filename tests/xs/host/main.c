/*
 * xsh on Linux: runs modules on XS with a microcontroller's memory.
 *
 *   xsh [options] LIST
 *
 * LIST is a text file, one row each: `root FOLDER` (of the .js files), `run NAME`, and the modules: `preload NAME`
 * (the manifest names it), `implied NAME` (preloaded with what imports it), `module NAME` (loaded at run time).
 * Modules are told by name: src/bms is FOLDER/src/bms.js.
 */
#include "xsh.h"

#ifdef mxParse

static const char* root;

static struct {
	char* name;
	int place;
} names[512];
static int nameCount;

static int placeOf(const char* word)
{
	if (!strcmp(word, "preload"))
		return XSH_NAMED;
	if (!strcmp(word, "implied"))
		return XSH_IMPLIED;
	return strcmp(word, "module") ? -1 : XSH_LOADED;
}

static void readList(const char* path)
{
	FILE* file = fopen(path, "r");
	char line[1024];
	if (!file)
		xshRefuse("no list");
	while (fgets(line, sizeof line, file)) {
		char* text = strchr(line, ' ');
		line[strcspn(line, "\n")] = 0;
		if (!text)
			continue;
		*text++ = 0;
		if (!strcmp(line, "root"))
			root = strdup(text);
		else if (!strcmp(line, "run") && xshRunCount < XSH_RUNS)
			xshRuns[xshRunCount++] = strdup(text);
		else {
			int place = placeOf(line);
			if (place < 0 || nameCount == 512)
				xshRefuse("a row of the list is not understood");
			names[nameCount].name = strdup(text);
			names[nameCount++].place = place;
		}
	}
	fclose(file);
}

static void addModules(txMachine* the)
{
	int index;
	for (index = 0; index < nameCount; index++)
		xshAddModule(names[index].name, names[index].place, xshParseModule(the, root, names[index].name));
}

int main(int count, char* words[])
{
	xshGuardNativeStack();
	xshReadOptions(count - 1, (const char* const*)words + 1);
	if (!options.list)
		xshRefuse("no list");
	readList(options.list);
	if (options.image)
		xshWriteImage(options.image, count - 1, (const char* const*)words + 1, addModules);
	else
		xshRun(addModules);
	return 0;
}

#endif
