/** The part of the optional peer `@google-cloud/config` that `gapic-config-api.ts` calls. */
declare module '@google-cloud/config' {
  /** Options of a client, as all generated Google clients take them. */
  export interface ClientOptions {
    readonly apiEndpoint?: string;
    readonly port?: number;
    /** `true`, `'rest'`: HTTP/JSON instead of gRPC. */
    readonly fallback?: boolean | 'rest';
  }

  /**
   * Client of google.cloud.config.v1.Config and its mixins. It has a method for every method of the services
   * (`createDeployment(request)`, whose answer's first item is the message) and for every list one more that iterates over all
   * pages (`listDeploymentsAsync(request)`); those are found by name.
   */
  export class ConfigClient {
    constructor(options?: ClientOptions);
    /** An operation by its name, with its metadata decoded. */
    checkCreateDeploymentProgress(name: string): Promise<unknown>;
    /** Client of google.longrunning.Operations. */
    readonly operationsClient: object;
    close(): Promise<void>;
  }
}
