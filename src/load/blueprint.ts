import type { JsonObject, JsonValue, SourceDocument } from './document.ts';

/** A `kind: Blueprint` document, as `schemas/blueprint.schema.json` describes it. */
export interface Blueprint {
  readonly apiVersion: 'imprint/v1';
  readonly kind: 'Blueprint';
  readonly metadata: {
    readonly name: string;
    /** SemVer. */
    readonly version: string;
    readonly title?: string;
    readonly description?: string;
    readonly owners?: readonly string[];
  };
  readonly spec: {
    /** The parameter object: `type: object` is implied. */
    readonly parameters: ParameterObject;
    readonly terraform: TerraformRequirements;
    readonly templates: readonly TemplateEntry[];
    /** Root outputs that the module has: name to description. The values stand in the templates. */
    readonly outputs?: Readonly<Record<string, OutputEntry>>;
    /** APIs that cannot be derived from the resources. */
    readonly apis?: readonly string[];
    /** Roles of the deployment's service account that cannot be derived from the resources. */
    readonly roles?: readonly string[];
  };
}

/** The schema of the parameter object. */
export interface ParameterObject {
  readonly properties: Readonly<Record<string, ParameterSchema>>;
  readonly required?: readonly string[];
  readonly 'x-rules'?: readonly ParameterRule[];
  readonly $defs?: JsonObject;
}

/** JSON Schema 2020-12 of one parameter, with our additions. */
export interface ParameterSchema extends JsonObject {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: JsonValue;
  readonly format?: string;
  /** Decides which files or blocks exist: readable in `.tf` templates, no Terraform variable. */
  readonly 'x-structural'?: boolean;
  /** Never given: a fault as soon as a value is. */
  readonly 'x-sensitive'?: boolean;
  /** `required`: each environment sets it itself, a base or default does not count. */
  readonly 'x-override'?: 'required';
  readonly deprecated?: boolean;
  /** Name of the parameter to use instead of a deprecated one. */
  readonly 'x-replaced-by'?: string;
}

/** A condition over several parameters. */
export interface ParameterRule {
  /** CEL over `parameters`; must be true. */
  readonly expression: string;
  readonly message: string;
  /** Parameter at whose authored line the fault is shown; default: the first one the expression names. */
  readonly parameter?: string;
}

/** What the rendered `versions.tf` and `providers.tf` say. */
export interface TerraformRequirements {
  /** Terraform version constraint. */
  readonly version: string;
  readonly providers: Readonly<Record<string, { readonly source: string; readonly version: string }>>;
}

/** A file to render. */
export interface TemplateEntry {
  /** Template, relative to the blueprint's `templates/` folder; `.hbs` at its end is dropped in the output. */
  readonly source: string;
  /** Output path below `generated/<blueprint>/<env>/`; default `infrastructure-manager/<source>`. `infrastructure-manager/…` files also go to `terraform/…`. */
  readonly output?: string;
  /** CEL over `parameters` and `environment`; the file is left out where it is false. */
  readonly when?: string;
  readonly executable?: boolean;
}

/** An output of the module. */
export interface OutputEntry {
  readonly description: string;
  readonly sensitive?: boolean;
}

/** A blueprint that was read, with its templates. */
export interface LoadedBlueprint {
  readonly document: SourceDocument<Blueprint>;
  /** Folder relative to the workspace root, with `/`. */
  readonly folder: string;
  /** Template texts (partials too, below `partials/`) by path relative to the blueprint's `templates/` folder, sorted. */
  readonly templates: ReadonlyMap<string, string>;
  /** Partials that all blueprints share, by path relative to the workspace root, sorted; absent when there are none. A partial of the blueprint's own comes before one of the same name. */
  readonly sharedPartials?: ReadonlyMap<string, string>;
}
