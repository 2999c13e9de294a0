/*
 * Tier 1 only: parses a module's JavaScript (transpiled TypeScript) into byte code. In a debug build the lines in stacks
 * are those of the TypeScript, through the source map beside the file.
 */
#include "xsh.h"

#ifdef mxParse

static char* readFile(const char* path)
{
	FILE* file = fopen(path, "rb");
	char* text;
	long size;
	if (!file)
		return NULL;
	fseek(file, 0, SEEK_END);
	size = ftell(file);
	fseek(file, 0, SEEK_SET);
	text = malloc((size_t)size + 1);
	size = (long)fread(text, 1, (size_t)size, file);
	text[size] = 0;
	fclose(file);
	return text;
}

static void complain(void* console, txString path, txInteger line, txString format, c_va_list arguments)
{
	(void)console;
	fprintf(stderr, "xsh: %s:%d: ", path ? path : "?", (int)line);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
}

static txStringCStream streamOf(char* text)
{
	return (txStringCStream){ text, 0, (txSize)strlen(text) };
}

txScript* xshParseModule(txMachine* the, const char* root, txString name)
{
	char path[1024];
	txParser parser;
	txParserJump jump;
	txScript* volatile script = NULL;
	txUnsigned flags = mxCFlag | mxStrictFlag;
	char* text;
	snprintf(path, sizeof path, "%s/%s.js", root, name);
	text = readFile(path);
	if (!text) {
		fprintf(stderr, "xsh: %s: no such module\n", path);
		exit(2);
	}
#ifdef mxDebug
	flags |= mxDebugFlag;
#endif
	fxInitializeParser(&parser, the, the->parserBufferSize, the->parserTableModulo);
	parser.reportError = complain;
	parser.firstJump = &jump;
	if (c_setjmp(jump.jmp_buf) == 0) {
		txString map = NULL;
		txStringCStream stream = streamOf(text);
		parser.path = fxNewParserSymbol(&parser, path);
		fxParserTree(&parser, &stream, fxStringCGetter, flags, &map);
#ifdef mxDebug
		if (map) {
			char mapPath[1040];
			char* mapText;
			snprintf(mapPath, sizeof mapPath, "%s/%s.js.map", root, name);
			mapText = readFile(mapPath);
			if (mapText) {
				txString source = NULL;
				stream = streamOf(mapText);
				fxParserSourceMap(&parser, &stream, fxStringCGetter, flags, &source);
				/* A node whose path differs from the parser's gets its line looked up in the map. */
				if (source)
					parser.path = fxNewParserSymbol(&parser, source);
				free(mapText);
			}
		}
#endif
		fxParserHoist(&parser);
		fxParserBind(&parser);
		script = fxParserCode(&parser);
	}
	free(text);
	if (!script || parser.errorCount) {
		fprintf(stderr, "xsh: %s does not parse\n", path);
		exit(2);
	}
	fxTerminateParser(&parser);
	return script;
}

#endif
