/**
 * Who may do what with a resource. Absent fields are unset.
 * @see https://github.com/googleapis/googleapis/blob/master/google/iam/v1/policy.proto
 */
export interface IamPolicy {
  /** 1, or 3 when a binding has a condition. Absent: 0, which counts as 1. */
  readonly version?: number;
  readonly bindings?: readonly IamBinding[];
  readonly auditConfigs?: readonly IamAuditConfig[];
  /** Base64; changes whenever the policy does. */
  readonly etag?: string;
}

/** A role and who has it. */
export interface IamBinding {
  /** `roles/config.viewer`, or a role of a project or organization by its full name. */
  readonly role?: string;
  /** `user:a@example.com`, `allUsers`, … */
  readonly members?: readonly string[];
  /** Absent: always. */
  readonly condition?: IamCondition;
}

/** When a binding holds; an expression in CEL. */
export interface IamCondition {
  readonly expression?: string;
  readonly title?: string;
  readonly description?: string;
  readonly location?: string;
}

/** What is logged of a service. */
export interface IamAuditConfig {
  /** `config.googleapis.com`, or `allServices`. */
  readonly service?: string;
  readonly auditLogConfigs?: readonly { readonly logType?: string; readonly exemptedMembers?: readonly string[] }[];
}
