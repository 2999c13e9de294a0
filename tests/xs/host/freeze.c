/*
 * Freezes what the SDK's linker freezes before it writes the heap into flash: built-ins, functions and their prototypes,
 * environments, and instances that cannot be copied on write (buffers, maps, promises…).
 * Everything else that is not frozen by the program gets an alias number: 4 bytes of RAM each, and copied when written.
 */
#include "xsh.h"

static void freezeInstance(txSlot* instance)
{
	txSlot* property;
	for (property = instance->next; property; property = property->next) {
		if (property->kind != XS_ACCESSOR_KIND)
			property->flag |= XS_DONT_SET_FLAG;
		property->flag |= XS_DONT_DELETE_FLAG;
	}
	instance->flag |= XS_DONT_PATCH_FLAG;
}

static int isCode(const txSlot* slot)
{
	return slot->kind == XS_CODE_KIND || slot->kind == XS_CODE_X_KIND || slot->kind == XS_CALLBACK_KIND
		|| slot->kind == XS_CALLBACK_X_KIND;
}

static void freezeFunction(txSlot* instance)
{
	txSlot* property;
	freezeInstance(instance);
	if (!(instance->flag & XS_CAN_CONSTRUCT_FLAG))
		return;
	for (property = instance->next; property; property = property->next) {
		if (property->ID == mxID(_prototype) && property->kind == XS_REFERENCE_KIND && !(property->flag & XS_INTERNAL_FLAG))
			freezeInstance(property->value.reference);
	}
}

static int cannotBeAliased(const txSlot* internal)
{
	switch (internal->kind) {
	case XS_ARRAY_BUFFER_KIND:
	case XS_DATA_VIEW_KIND:
	case XS_TYPED_ARRAY_KIND:
	case XS_MAP_KIND:
	case XS_SET_KIND:
	case XS_WEAK_MAP_KIND:
	case XS_WEAK_SET_KIND:
	case XS_WEAK_REF_KIND:
	case XS_PROMISE_KIND:
	case XS_PROXY_KIND:
	case XS_REGEXP_KIND:
		return 1;
	case XS_CLOSURE_KIND:
		return internal->value.closure->kind == XS_FINALIZATION_REGISTRY_KIND;
	default:
		return 0;
	}
}

static void freezeByKind(txSlot* instance)
{
	txSlot* internal = instance->next;
	if (!internal || !(internal->flag & XS_INTERNAL_FLAG))
		return;
	if (isCode(internal))
		freezeFunction(instance);
	else if (internal->ID == XS_ENVIRONMENT_BEHAVIOR || cannotBeAliased(internal))
		freezeInstance(instance);
	if (internal->kind == XS_PROMISE_KIND)
		freezeInstance(internal->next->value.reference);
}

#define mxForEachSlot(SLOT) \
	for (heap = the->firstHeap; heap; heap = heap->next) \
		for (SLOT = heap + 1; SLOT < heap->value.reference; SLOT++)

void xshFreezeRom(txMachine* the)
{
	txSlot* heap;
	txSlot* slot;
	txInteger index;
	/* The built-ins: all of the stack that a clone shares, which begins behind the machine's own queues and lists. */
	for (index = mxInstanceInspectorsStackIndex + 1; index < mxStackIndexCount; index++) {
		slot = &the->stackTop[-1 - index];
		if (slot->kind == XS_REFERENCE_KIND && slot->value.reference != mxGlobal.value.reference)
			freezeInstance(slot->value.reference);
	}
	slot = mxBehaviorGetProperty(the, mxArrayPrototype.value.reference, mxID(_Symbol_unscopables), 0, XS_OWN);
	if (slot)
		freezeInstance(slot->value.reference);
	slot = mxBehaviorGetProperty(the, mxEnumeratorFunction.value.reference, mxID(_prototype), 0, XS_OWN);
	if (slot)
		freezeInstance(slot->value.reference);
	mxForEachSlot(slot) {
		if (slot->kind == XS_INSTANCE_KIND)
			freezeByKind(slot);
	}
	/* A variable that holds a function is as good as constant. */
	mxForEachSlot(slot) {
		if (slot->kind == XS_CLOSURE_KIND && slot->value.closure) {
			txSlot* variable = slot->value.closure;
			if (variable->kind == XS_REFERENCE_KIND && variable->value.reference->next && isCode(variable->value.reference->next))
				variable->flag |= XS_DONT_SET_FLAG;
		}
	}
	/* Clones look globals up through an ordinary prototype: the exotic table would be one more lookup to maintain. */
	{
		txSlot* global = mxGlobal.value.reference;
		if (global->flag & XS_EXOTIC_FLAG) {
			global->flag &= ~XS_EXOTIC_FLAG;
			global->next = global->next->next;
		}
	}
}

static int isFrozen(txMachine* the, txSlot* instance)
{
	txSlot* property;
	if (!(instance->flag & XS_DONT_PATCH_FLAG))
		return 0;
	for (property = instance->next; property; property = property->next) {
		if (property->flag & XS_INTERNAL_FLAG) {
			txIndex length = property->kind == XS_ARRAY_KIND ? fxGetIndexSize(the, property) : 0;
			txSlot* item = length ? property->value.array.address : NULL;
			for (; length; length--, item++) {
				if (item->kind != XS_ACCESSOR_KIND && !(item->flag & XS_DONT_SET_FLAG))
					return 0;
				if (!(item->flag & XS_DONT_DELETE_FLAG))
					return 0;
			}
			continue;
		}
		if (property->kind != XS_ACCESSOR_KIND && !(property->flag & XS_DONT_SET_FLAG))
			return 0;
		if (!(property->flag & XS_DONT_DELETE_FLAG))
			return 0;
	}
	return 1;
}

/* Contents behind a frozen instance follow it. */
static void petrify(txSlot* instance)
{
	txSlot* property;
	for (property = instance->next; property && (property->flag & XS_INTERNAL_FLAG); property = property->next) {
		txSlot* field;
		switch (property->kind) {
		case XS_ARRAY_BUFFER_KIND:
		case XS_DATE_KIND:
		case XS_MAP_KIND:
		case XS_SET_KIND:
		case XS_WEAK_MAP_KIND:
		case XS_WEAK_SET_KIND:
			property->flag |= XS_DONT_SET_FLAG;
			break;
		case XS_PRIVATE_KIND:
			for (field = property->value.private.first; field; field = field->next) {
				if (field->kind != XS_ACCESSOR_KIND)
					field->flag |= XS_DONT_SET_FLAG;
				field->flag |= XS_DONT_DELETE_FLAG;
			}
			break;
		default:
			break;
		}
	}
}

/* Strings, names and code become "external": a clone must not try to move or free what lies in flash. */
static void externalise(txSlot* slot)
{
	switch (slot->kind) {
	case XS_STRING_KIND: slot->kind = XS_STRING_X_KIND; break;
	case XS_KEY_KIND: slot->kind = XS_KEY_X_KIND; break;
	case XS_CODE_KIND: slot->kind = XS_CODE_X_KIND; break;
	case XS_CALLBACK_KIND: slot->kind = XS_CALLBACK_X_KIND; break;
	case XS_BIGINT_KIND: slot->kind = XS_BIGINT_X_KIND; break;
	default: break;
	}
}

/* After fxShareMachine, which numbers aliases from 0, where 0 also means "none", and calls fewer instances frozen. */
void xshFinishRom(txMachine* the)
{
	txSlot* heap;
	txSlot* slot;
	txID aliases = 1;
	mxForEachSlot(slot) {
		if (slot->kind == XS_CLOSURE_KIND && slot->value.closure)
			slot->value.closure->ID = XS_NO_ID;
	}
	mxForEachSlot(slot) {
		if (slot->kind == XS_INSTANCE_KIND) {
			slot->flag |= XS_DONT_MARSHALL_FLAG;
			if (isFrozen(the, slot)) {
				slot->ID = XS_NO_ID;
				petrify(slot);
			}
			else
				slot->ID = aliases++;
		}
		else if (slot->kind == XS_CLOSURE_KIND && slot->value.closure) {
			txSlot* variable = slot->value.closure;
			if (!(variable->flag & XS_DONT_SET_FLAG) && variable->ID == XS_NO_ID)
				variable->ID = aliases++;
		}
	}
	the->aliasCount = aliases;
	mxForEachSlot(slot) {
		externalise(slot);
		if (slot->kind == XS_ARRAY_KIND) {
			txIndex length = fxGetIndexSize(the, slot);
			txSlot* item = length ? slot->value.array.address : NULL;
			for (; length; length--, item++) {
				externalise(item);
				item->flag |= XS_MARK_FLAG;
			}
		}
	}
	for (slot = the->stack; slot < the->stackTop; slot++)
		externalise(slot);
}
