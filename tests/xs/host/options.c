/*
 * What a run is told, as words: on Linux the command line, on the bare core the words kept in its image (image.c).
 */
#include "xsh.h"

static const char usage[] =
	"xsh [options] LIST\n"
	"  --chunk INITIAL,STEP        bytes of chunks (strings, arrays, buffers)\n"
	"  --heap INITIAL,STEP         slots of 16 bytes\n"
	"  --stack SLOTS\n"
	"  --keys INITIAL,STEP[,NAMES,SYMBOLS]\n"
	"  --static BYTES              one block for chunks, slots and stack\n"
	"  --limit CODES               give up after so many byte codes\n"
	"  --argument TEXT             what xsHost.argument() answers\n"
	"  --strip                     functions made at run time have no name and no length, as on the device\n"
	"  --metrics                   print the memory in use at the end, as JSON\n"
	"  --unfrozen                  list what the preloaded modules left unfrozen\n"
	"  --image FILE                write byte code and options as an image for the bare core, and end\n";

/* Without options: Moddable's usual ESP32 targets. */
xshOptions options = {
	.creation = {
		.initialChunkSize = 78848,
		.initialHeapCount = 4928,
		.stackCount = 512,
		.initialKeyCount = 32,
		.incrementalKeyCount = 32,
		.nameModulo = 53,
		.symbolModulo = 3,
		.parserBufferSize = 32 * 1024,
		.parserTableModulo = 127,
	},
	.argument = "",
};

void xshRefuse(const char* what)
{
	fprintf(stderr, "xsh: %s\n%s", what, usage);
	exit(2);
}

/* Numbers with commas between them, into one place each; places without a number keep what they have. */
static void readNumbers(const char* text, int count, txSize* const into[])
{
	int index;
	for (index = 0; index < count && *text; index++) {
		char* end;
		*into[index] = (txSize)strtol(text, &end, 10);
		text = *end == ',' ? end + 1 : end;
	}
}

/* One word that takes a value; false when there is no such option. */
static int readValue(const char* word, const char* value)
{
	txCreation* creation = &options.creation;
	if (!strcmp(word, "--chunk"))
		readNumbers(value, 2, (txSize*[]){ &creation->initialChunkSize, &creation->incrementalChunkSize });
	else if (!strcmp(word, "--heap"))
		readNumbers(value, 2, (txSize*[]){ &creation->initialHeapCount, &creation->incrementalHeapCount });
	else if (!strcmp(word, "--stack"))
		readNumbers(value, 1, (txSize*[]){ &creation->stackCount });
	else if (!strcmp(word, "--keys")) {
		readNumbers(value, 4, (txSize*[]){ &creation->initialKeyCount, &creation->incrementalKeyCount,
			&creation->nameModulo, &creation->symbolModulo });
	}
	else if (!strcmp(word, "--static"))
		options.staticSize = atoi(value);
	else if (!strcmp(word, "--limit"))
		options.limit = (txU4)strtoul(value, NULL, 10);
	else if (!strcmp(word, "--argument"))
		options.argument = value;
	else if (!strcmp(word, "--image"))
		options.image = value;
	else
		return 0;
	return 1;
}

void xshReadOptions(int count, const char* const words[])
{
	int index;
	for (index = 0; index < count; index++) {
		const char* word = words[index];
		if (!strcmp(word, "--metrics"))
			options.metrics = 1;
		else if (!strcmp(word, "--unfrozen"))
			options.unfrozen = 1;
		else if (!strcmp(word, "--strip"))
			options.strip = 1;
		else if (word[0] == '-' && index + 1 < count && readValue(word, words[index + 1]))
			index++;
		else if (word[0] != '-' && !options.list)
			options.list = word;
		else
			xshRefuse(word);
	}
}
