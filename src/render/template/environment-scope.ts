import { suggest } from '../../diagnostics/suggest.ts';
import type { LoadedBlueprint } from '../../load/blueprint.ts';
import type { JsonObject } from '../../load/document.ts';
import type { ResolvedEnvironment } from '../../resolve/resolved-environment.ts';
import type { Bound, Withheld } from './scope.ts';

/**
 * What templates of an environment see: `parameters`, `environment`, `deployment` and `blueprint`. Terraform code sees of them only
 * what decides its shape (structural parameters, and the blueprint); the rest it reads as variables.
 */
export function environmentScope(environment: ResolvedEnvironment, isTerraform: boolean): Bound {
  const { blueprint } = environment;
  const { metadata } = blueprint.document.value;
  const members = new Map<string, Bound>([
    ['parameters', parametersBound(environment, isTerraform)],
    ['environment', environmentBound(environment, isTerraform)],
    ['deployment', deploymentBound(environment, isTerraform)],
    ['blueprint', { value: { ...metadata } }],
  ]);
  return { value: {}, extra: members };
}

/** The structural parameters that have a value. */
export function structuralParameters({ blueprint, parameters }: ResolvedEnvironment): JsonObject {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => isStructural(blueprint, name)));
}

function isStructural(blueprint: LoadedBlueprint, name: string): boolean {
  return blueprint.document.value.spec.parameters.properties[name]?.['x-structural'] === true;
}

function parametersBound(environment: ResolvedEnvironment, isTerraform: boolean): Bound {
  const { blueprint } = environment;
  const { properties } = blueprint.document.value.spec.parameters;
  return {
    value: isTerraform ? structuralParameters(environment) : environment.parameters,
    pointer: '/parameters',
    withheld: (name) => {
      if (!Object.hasOwn(properties, name)) return undeclared(name, Object.keys(properties));
      if (!isTerraform || isStructural(blueprint, name)) return undefined;
      return {
        message: `Terraform templates read structural parameters only, and \`${name}\` is not one`,
        hint: `write \`var.${name}\`, or declare the parameter with \`x-structural: true\``,
      };
    },
  };
}

function undeclared(name: string, declared: readonly string[]): Withheld {
  const meant = suggest(name, declared);
  return {
    message: `the blueprint declares no parameter \`${name}\``,
    hint: meant === undefined ? 'declare it below `spec.parameters.properties`' : `did you mean \`${meant}\`?`,
  };
}

function environmentBound(environment: ResolvedEnvironment, isTerraform: boolean): Bound {
  const pointers: Readonly<Record<string, string>> = { project: '/project', location: '/location' };
  const { name: fullName, shortName: name, project, location } = environment;
  const values: Readonly<Record<string, string>> = { name, fullName, project, location };
  const variables: Readonly<Record<string, string>> = { name: 'environment', project: 'project_id' };
  const members = Object.entries(values).map(([key, value]): [string, Bound] => {
    const pointer = pointers[key];
    return [key, pointer === undefined ? { value } : { value, pointer }];
  });
  if (!isTerraform) return { value: {}, extra: new Map(members) };
  return {
    value: {},
    withheld: (key) => ({
      message: `Terraform templates cannot read \`environment.${key}\``,
      hint: variables[key] === undefined ? 'make it a parameter' : `write \`var.${variables[key]}\``,
    }),
  };
}

function deploymentBound({ deployment }: ResolvedEnvironment, isTerraform: boolean): Bound {
  if (!isTerraform) return { value: { ...deployment }, pointer: '/deployment' };
  const hint = 'make it a parameter';
  return { value: {}, withheld: (key) => ({ message: `Terraform templates cannot read \`deployment.${key}\``, hint }) };
}
