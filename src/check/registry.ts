// A table: every rule, sorted by code; to add one, add its import and its name.
import type { Rule } from './rule.ts';
import { abstractEnvironment } from './rules/abstract-environment.ts';
import { ambiguousEnvironment } from './rules/ambiguous-environment.ts';
import { blueprintVersion } from './rules/blueprint-version.ts';
import { byteOrderMark } from './rules/byte-order-mark.ts';
import { dependencyCycle } from './rules/dependency-cycle.ts';
import { deprecatedParameter } from './rules/deprecated-parameter.ts';
import { duplicateDeclaration } from './rules/duplicate-declaration.ts';
import { duplicateEnvironment } from './rules/duplicate-environment.ts';
import { duplicateItem } from './rules/duplicate-item.ts';
import { emptyDocument } from './rules/empty-document.ts';
import { evaluationLimit } from './rules/evaluation-limit.ts';
import { expressionError } from './rules/expression-error.ts';
import { expressionSyntax } from './rules/expression-syntax.ts';
import { extendsCycle } from './rules/extends-cycle.ts';
import { failedCondition } from './rules/failed-condition.ts';
import { fileTooLarge } from './rules/file-too-large.ts';
import { fileUnreadable } from './rules/file-unreadable.ts';
import { fixedLevel } from './rules/fixed-level.ts';
import { functionNotSupported } from './rules/function-not-supported.ts';
import { generatedChanged } from './rules/generated-changed.ts';
import { generatedKept } from './rules/generated-kept.ts';
import { generatedStale } from './rules/generated-stale.ts';
import { hclBadCharacter } from './rules/hcl-bad-character.ts';
import { hclBadEscape } from './rules/hcl-bad-escape.ts';
import { hclDuplicateArgument } from './rules/hcl-duplicate-argument.ts';
import { hclNesting } from './rules/hcl-nesting.ts';
import { hclSyntax } from './rules/hcl-syntax.ts';
import { hclUnclosed } from './rules/hcl-unclosed.ts';
import { ignoreUnused } from './rules/ignore-unused.ts';
import { ignoreWithoutReason } from './rules/ignore-without-reason.ts';
import { imAnnotations } from './rules/im-annotations.ts';
import { imBackend } from './rules/im-backend.ts';
import { imDeploymentId } from './rules/im-deployment-id.ts';
import { imLabels } from './rules/im-labels.ts';
import { imLocation } from './rules/im-location.ts';
import { imProvisioner } from './rules/im-provisioner.ts';
import { imServiceAccount } from './rules/im-service-account.ts';
import { imTerraformVersion } from './rules/im-terraform-version.ts';
import { imVariableCount } from './rules/im-variable-count.ts';
import { inputsFrom } from './rules/inputs-from.ts';
import { invalidCount } from './rules/invalid-count.ts';
import { invalidDeclaration } from './rules/invalid-declaration.ts';
import { invalidForEach } from './rules/invalid-for-each.ts';
import { invalidFunctionArgument } from './rules/invalid-function-argument.ts';
import { invalidIndex } from './rules/invalid-index.ts';
import { invalidKey } from './rules/invalid-key.ts';
import { invalidOperation } from './rules/invalid-operation.ts';
import { invalidOverride } from './rules/invalid-override.ts';
import { invalidVariableValue } from './rules/invalid-variable-value.ts';
import { listPatch } from './rules/list-patch.ts';
import { missingArgument } from './rules/missing-argument.ts';
import { missingBlueprint } from './rules/missing-blueprint.ts';
import { missingKey } from './rules/missing-key.ts';
import { missingSetting } from './rules/missing-setting.ts';
import { missingVariable } from './rules/missing-variable.ts';
import { moduleNotFound } from './rules/module-not-found.ts';
import { moduleNotLookedInto } from './rules/module-not-looked-into.ts';
import { moduleUnreadable } from './rules/module-unreadable.ts';
import { nameMismatch } from './rules/name-mismatch.ts';
import { newerTerraform } from './rules/newer-terraform.ts';
import { notAFile } from './rules/not-a-file.ts';
import { notUtf8 } from './rules/not-utf-8.ts';
import { outputMissing } from './rules/output-missing.ts';
import { outputPath } from './rules/output-path.ts';
import { overrideRequired } from './rules/override-required.ts';
import { parameterRule } from './rules/parameter-rule.ts';
import { referenceCycle } from './rules/reference-cycle.ts';
import { replacedParameter } from './rules/replaced-parameter.ts';
import { requiredVersion } from './rules/required-version.ts';
import { schemaContradiction } from './rules/schema-contradiction.ts';
import { schemaDefault } from './rules/schema-default.ts';
import { schemaPattern } from './rules/schema-pattern.ts';
import { schemaReference } from './rules/schema-reference.ts';
import { schemaReplacement } from './rules/schema-replacement.ts';
import { schemaRequired } from './rules/schema-required.ts';
import { secretInInput } from './rules/secret-in-input.ts';
import { selfReference } from './rules/self-reference.ts';
import { sensitiveOutput } from './rules/sensitive-output.ts';
import { symlinkOutsideWorkspace } from './rules/symlink-outside-workspace.ts';
import { templateBranches } from './rules/template-branches.ts';
import { templateCondition } from './rules/template-condition.ts';
import { templateHelper } from './rules/template-helper.ts';
import { templateMissing } from './rules/template-missing.ts';
import { templateParameter } from './rules/template-parameter.ts';
import { templatePartial } from './rules/template-partial.ts';
import { templatePath } from './rules/template-path.ts';
import { templatePosition } from './rules/template-position.ts';
import { templateSyntax } from './rules/template-syntax.ts';
import { templateText } from './rules/template-text.ts';
import { templateUnlisted } from './rules/template-unlisted.ts';
import { templateUnsupported } from './rules/template-unsupported.ts';
import { templateValue } from './rules/template-value.ts';
import { typeMismatch } from './rules/type-mismatch.ts';
import { undeclaredVariable } from './rules/undeclared-variable.ts';
import { unknownBase } from './rules/unknown-base.ts';
import { unknownBlueprint } from './rules/unknown-blueprint.ts';
import { unknownDependency } from './rules/unknown-dependency.ts';
import { unknownEnvironment } from './rules/unknown-environment.ts';
import { unknownFunction } from './rules/unknown-function.ts';
import { unknownKey } from './rules/unknown-key.ts';
import { unknownLocation } from './rules/unknown-location.ts';
import { unknownOutput } from './rules/unknown-output.ts';
import { unknownReference } from './rules/unknown-reference.ts';
import { unknownRule } from './rules/unknown-rule.ts';
import { unsupportedArgument } from './rules/unsupported-argument.ts';
import { unsupportedAttribute } from './rules/unsupported-attribute.ts';
import { unsupportedBlock } from './rules/unsupported-block.ts';
import { valueFormat } from './rules/value-format.ts';
import { valueLength } from './rules/value-length.ts';
import { valueMismatch } from './rules/value-mismatch.ts';
import { valueNotAllowed } from './rules/value-not-allowed.ts';
import { valuePattern } from './rules/value-pattern.ts';
import { valueRange } from './rules/value-range.ts';
import { waiverExpired } from './rules/waiver-expired.ts';
import { waiverUnused } from './rules/waiver-unused.ts';
import { wrongApiVersion } from './rules/wrong-api-version.ts';
import { wrongKind } from './rules/wrong-kind.ts';
import { wrongType } from './rules/wrong-type.ts';
import { yamlAlias } from './rules/yaml-alias.ts';
import { yamlDirective } from './rules/yaml-directive.ts';
import { yamlDuplicateKey } from './rules/yaml-duplicate-key.ts';
import { yamlKeyNotString } from './rules/yaml-key-not-string.ts';
import { yamlMergeKey } from './rules/yaml-merge-key.ts';
import { yamlNesting } from './rules/yaml-nesting.ts';
import { yamlNumber } from './rules/yaml-number.ts';
import { yamlSeveralDocuments } from './rules/yaml-several-documents.ts';
import { yamlSyntax } from './rules/yaml-syntax.ts';
import { yamlTab } from './rules/yaml-tab.ts';
import { yamlTag } from './rules/yaml-tag.ts';

/** All rules, sorted by code: those with a check, and those that document the fault of a stage. */
export const rules: readonly Rule[] = [
  abstractEnvironment,
  ambiguousEnvironment,
  blueprintVersion,
  byteOrderMark,
  dependencyCycle,
  deprecatedParameter,
  duplicateDeclaration,
  duplicateEnvironment,
  duplicateItem,
  emptyDocument,
  evaluationLimit,
  expressionError,
  expressionSyntax,
  extendsCycle,
  failedCondition,
  fileTooLarge,
  fileUnreadable,
  fixedLevel,
  functionNotSupported,
  generatedChanged,
  generatedKept,
  generatedStale,
  hclBadCharacter,
  hclBadEscape,
  hclDuplicateArgument,
  hclNesting,
  hclSyntax,
  hclUnclosed,
  ignoreUnused,
  ignoreWithoutReason,
  imAnnotations,
  imBackend,
  imDeploymentId,
  imLabels,
  imLocation,
  imProvisioner,
  imServiceAccount,
  imTerraformVersion,
  imVariableCount,
  inputsFrom,
  invalidCount,
  invalidDeclaration,
  invalidForEach,
  invalidFunctionArgument,
  invalidIndex,
  invalidKey,
  invalidOperation,
  invalidOverride,
  invalidVariableValue,
  listPatch,
  missingArgument,
  missingBlueprint,
  missingKey,
  missingSetting,
  missingVariable,
  moduleNotFound,
  moduleNotLookedInto,
  moduleUnreadable,
  nameMismatch,
  newerTerraform,
  notAFile,
  notUtf8,
  outputMissing,
  outputPath,
  overrideRequired,
  parameterRule,
  referenceCycle,
  replacedParameter,
  requiredVersion,
  schemaContradiction,
  schemaDefault,
  schemaPattern,
  schemaReference,
  schemaReplacement,
  schemaRequired,
  secretInInput,
  selfReference,
  sensitiveOutput,
  symlinkOutsideWorkspace,
  templateBranches,
  templateCondition,
  templateHelper,
  templateMissing,
  templateParameter,
  templatePartial,
  templatePath,
  templatePosition,
  templateSyntax,
  templateText,
  templateUnlisted,
  templateUnsupported,
  templateValue,
  typeMismatch,
  undeclaredVariable,
  unknownBase,
  unknownBlueprint,
  unknownDependency,
  unknownEnvironment,
  unknownFunction,
  unknownKey,
  unknownLocation,
  unknownOutput,
  unknownReference,
  unknownRule,
  unsupportedArgument,
  unsupportedAttribute,
  unsupportedBlock,
  valueFormat,
  valueLength,
  valueMismatch,
  valueNotAllowed,
  valuePattern,
  valueRange,
  waiverExpired,
  waiverUnused,
  wrongApiVersion,
  wrongKind,
  wrongType,
  yamlAlias,
  yamlDirective,
  yamlDuplicateKey,
  yamlKeyNotString,
  yamlMergeKey,
  yamlNesting,
  yamlNumber,
  yamlSeveralDocuments,
  yamlSyntax,
  yamlTab,
  yamlTag,
];
