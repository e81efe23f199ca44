import { checkFormat } from './formats/formats.ts';
import { joinPointer } from './pointer.ts';
import type { SchemaError } from './schema-error.ts';

/**
 * Leaves one error per fault: those of the alternative that fits best stand for a failed `anyOf` or `oneOf`, and echoes
 * (`if` beside its `then`, the items of a failed `contains`, keys left unevaluated because of another fault) go.
 * A failed choice where no alternative is better than the others stays as one error of its own.
 */
export function chooseAlternatives(errors: readonly SchemaError[]): SchemaError[] {
  const rest = [...errors];
  const kept: SchemaError[] = [];
  // A choice comes after what failed in it: read from the end, outer choices come first.
  for (let error = rest.pop(); error; error = rest.pop()) {
    if (error.keyword === 'if' || error.keyword === 'propertyNames') continue;
    if (!choices.has(error.keyword)) {
      kept.push(error);
      continue;
    }
    const inner = takeInner(rest, error);
    if (error.keyword === 'contains') kept.push(error);
    else kept.push(...resolveChoice(error, inner));
  }
  return withoutEchoes(kept.reverse());
}

const choices: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'contains']);

/** Removes from the end of the list what failed inside a choice. */
function takeInner(rest: SchemaError[], choice: SchemaError): SchemaError[] {
  const inner: SchemaError[] = [];
  for (let last = rest.at(-1); last && isInside(last, choice); last = rest.at(-1)) {
    inner.unshift(last);
    rest.pop();
  }
  return inner;
}

function isInside(error: SchemaError, choice: SchemaError): boolean {
  const isBelow =
    error.instancePath === choice.instancePath || error.instancePath.startsWith(`${choice.instancePath}/`);
  return isBelow && error.schemaPath.startsWith(`${choice.schemaPath}/`);
}

function resolveChoice(choice: SchemaError, inner: readonly SchemaError[]): SchemaError[] {
  // Several alternatives fit at once (`oneOf`): what failed in the others is beside the point.
  if (Array.isArray(choice.params['passingSchemas'])) return [choice];
  const branches = branchesOf(choice, inner);
  const soft = branches.find((branch) => branch.every(isWarning));
  if (soft) return soft;
  const ofType = branches.filter((branch) => !branch.some((error) => isWrongType(error, choice)));
  if (ofType.length === 0) return [choice];
  const meant = ofType.filter((branch) => !branch.some((error) => isWrongTag(error, choice)));
  if (meant.length === 0) return [wrongTag(ofType, choice)];
  if (meant.length > 1 && meant.every((branch) => isPlainMismatch(branch, choice))) {
    return [{ ...choice, params: { alternatives: meant.flat() } }];
  }
  return meant.reduce((best, branch) => (branch.length < best.length ? branch : best));
}

/** What failed in each alternative, in the alternatives' order. */
function branchesOf(choice: SchemaError, inner: readonly SchemaError[]): SchemaError[][] {
  const branches = new Map<string, SchemaError[]>();
  for (const error of inner) {
    const index = error.schemaPath.slice(choice.schemaPath.length + 1).split('/', 1)[0] ?? '';
    branches.set(index, [...(branches.get(index) ?? []), error]);
  }
  return [...branches.values()].map(chooseAlternatives);
}

/** Whether only our list of locations does not know a name. */
function isWarning(error: SchemaError): boolean {
  return (
    error.keyword === 'format' &&
    typeof error.data === 'string' &&
    checkFormat(String(error.params['format']), error.data)?.kind === 'unknown'
  );
}

/** The alternative is for values of another type. */
function isWrongType(error: SchemaError, choice: SchemaError): boolean {
  if (error.instancePath !== choice.instancePath) return false;
  const allowed = allowedValues(error);
  return (
    error.keyword === 'type' || (allowed.length > 0 && allowed.every((value) => typeof value !== typeof error.data))
  );
}

/** The alternative is for maps with another tag (`kind: …`) than this one's. */
function isWrongTag(error: SchemaError, choice: SchemaError): boolean {
  const isDirect = error.instancePath.lastIndexOf('/') === choice.instancePath.length;
  return isDirect && error.instancePath.length > choice.instancePath.length && allowedValues(error).length > 0;
}

/** No alternative has this map's tag: one error that lists the tags of all. */
function wrongTag(branches: readonly SchemaError[][], choice: SchemaError): SchemaError {
  const tags = branches.flat().filter((error) => isWrongTag(error, choice));
  // Every branch that is not meant has at least one wrong tag.
  const first = tags[0] ?? choice;
  const same = tags.filter((error) => error.instancePath === first.instancePath);
  return { ...first, keyword: 'enum', params: { allowedValues: [...new Set(same.flatMap(allowedValues))] } };
}

/** The values a failed `const` or `enum` lists; none for other keywords. */
export function allowedValues(error: SchemaError): readonly unknown[] {
  if (error.keyword === 'const') return [error.params['allowedValue']];
  const values = error.keyword === 'enum' ? error.params['allowedValues'] : undefined;
  return Array.isArray(values) ? values : [];
}

/** One thing is wrong, and with the value as a whole: alternatives of this kind are best named together. */
function isPlainMismatch(branch: readonly SchemaError[], choice: SchemaError): boolean {
  const [first] = branch;
  return branch.length === 1 && first?.instancePath === choice.instancePath && plainKeywords.has(first.keyword);
}

const plainKeywords: ReadonlySet<string> = new Set(['const', 'enum', 'required', 'format', 'pattern']);

function withoutEchoes(errors: readonly SchemaError[]): SchemaError[] {
  const isUnevaluated = (error: SchemaError): boolean => /^unevaluated/.test(error.keyword);
  return errors.filter(
    (error) =>
      !isUnevaluated(error) ||
      !errors.some((other) => !isUnevaluated(other) && `${other.instancePath}/`.startsWith(`${error.instancePath}/`)),
  );
}

/** Pointer to what the error is about: the offending key for errors about a key, else the value. */
export function pointerOf(error: SchemaError): string {
  const key = error.propertyName ?? error.params['additionalProperty'] ?? error.params['unevaluatedProperty'];
  return typeof key === 'string' ? joinPointer(error.instancePath, key) : error.instancePath;
}
