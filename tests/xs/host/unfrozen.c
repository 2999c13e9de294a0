/*
 * Names what the preloaded modules left changeable: an object that is not frozen or a variable that is not constant. The
 * SDK's linker warns of the same; each is 4 bytes of RAM for good, and a table that somebody can change at run time.
 */
#include "xsh.h"

/* From a module's export down to the thing in question, as a program would write it. */
static char path[1024];

static void visitInstance(txMachine* the, txSlot* instance);

static size_t extend(const char* format, const char* name, int index)
{
	size_t length = strlen(path);
	if (name)
		snprintf(path + length, sizeof path - length, format, name);
	else
		snprintf(path + length, sizeof path - length, format, index);
	return length;
}

static const char* nameOf(txMachine* the, txID id)
{
	const char* name = id == XS_NO_ID ? NULL : fxGetKeyName(the, id);
	return name && *name ? name : "?";
}

static void visitValue(txMachine* the, txSlot* slot)
{
	if (slot->kind == XS_REFERENCE_KIND)
		visitInstance(the, slot->value.reference);
	else if (slot->kind == XS_ACCESSOR_KIND) {
		if (slot->value.accessor.getter)
			visitInstance(the, slot->value.accessor.getter);
		if (slot->value.accessor.setter)
			visitInstance(the, slot->value.accessor.setter);
	}
}

static void visitVariable(txMachine* the, txSlot* variable)
{
	if (variable->ID != XS_NO_ID)
		printf("%s: a variable that is not constant\n", path);
	visitValue(the, variable);
}

static void visitEnvironment(txMachine* the, txSlot* environment)
{
	txSlot* slot;
	if (environment->flag & XS_LEVEL_FLAG)
		return;
	environment->flag |= XS_LEVEL_FLAG;
	if (environment->value.instance.prototype)
		visitEnvironment(the, environment->value.instance.prototype);
	for (slot = environment->next; slot; slot = slot->next) {
		if (slot->kind == XS_CLOSURE_KIND && slot->value.closure) {
			size_t length = extend("() %s", nameOf(the, slot->ID), 0);
			visitVariable(the, slot->value.closure);
			path[length] = 0;
		}
	}
}

static void visitInternal(txMachine* the, txSlot* internal)
{
	if (internal->kind == XS_ARRAY_KIND) {
		txIndex count = fxGetIndexSize(the, internal);
		txIndex index;
		for (index = 0; index < count; index++) {
			size_t length = extend("[%d]", NULL, (int)index);
			visitValue(the, internal->value.array.address + index);
			path[length] = 0;
		}
	}
	else if (internal->kind == XS_CODE_X_KIND || internal->kind == XS_CALLBACK_X_KIND) {
		if (internal->kind == XS_CODE_X_KIND && internal->value.code.closures)
			visitEnvironment(the, internal->value.code.closures);
	}
	else if (internal->kind == XS_PRIVATE_KIND) {
		txSlot* field;
		for (field = internal->value.private.first; field; field = field->next)
			visitValue(the, field);
	}
	else if (internal->kind == XS_REGEXP_KIND)
		printf("%s: a regular expression keeps state and cannot be preloaded\n", path);
	else if (internal->kind == XS_STACK_KIND)
		printf("%s: a generator cannot be preloaded\n", path);
}

static void visitInstance(txMachine* the, txSlot* instance)
{
	txSlot* property;
	if (instance->flag & XS_LEVEL_FLAG)
		return;
	instance->flag |= XS_LEVEL_FLAG;
	if (instance->ID != XS_NO_ID)
		printf("%s: not frozen\n", path);
	if (instance->value.instance.prototype) {
		size_t length = extend("%s", ".__proto__", 0);
		visitInstance(the, instance->value.instance.prototype);
		path[length] = 0;
	}
	for (property = instance->next; property; property = property->next) {
		size_t length;
		if (property->flag & XS_INTERNAL_FLAG) {
			visitInternal(the, property);
			continue;
		}
		length = extend(".%s", nameOf(the, property->ID), 0);
		visitValue(the, property);
		path[length] = 0;
	}
}

void xshReportUnfrozen(txMachine* the)
{
	/* Where fxShareMachine leaves the list of modules. */
	txSlot* module = mxProgram.value.reference->next;
	for (; module; module = module->next) {
		txSlot* export = mxModuleExports(module)->value.reference->next;
		for (; export; export = export->next) {
			if (!export->value.export.closure)
				continue;
			path[0] = 0;
			extend("%s: ", nameOf(the, module->ID), 0);
			extend("%s", nameOf(the, export->ID), 0);
			visitVariable(the, export->value.export.closure);
		}
	}
	fflush(stdout);
}
