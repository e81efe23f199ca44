/**
 * Who may do what with a deployment. Absent fields are unset.
 * @see https://docs.cloud.google.com/iam/docs/reference/rest/v1/Policy
 */
export interface AccessPolicy {
  /** 1, or 3 where bindings have conditions. */
  readonly version?: number;
  readonly bindings?: readonly AccessBinding[];
  /** Base64; given back when the policy is set, it keeps a policy that somebody changed meanwhile from being overwritten. */
  readonly etag?: string;
}

/** A role and who has it. */
export interface AccessBinding {
  readonly role?: string;
  /** `user:a@example.com`, `serviceAccount:…`, `group:…` */
  readonly members?: readonly string[];
  /** Absent: always. */
  readonly condition?: AccessCondition;
}

/** When a binding holds: a CEL expression. */
export interface AccessCondition {
  readonly expression?: string;
  readonly title?: string;
  readonly description?: string;
  readonly location?: string;
}
