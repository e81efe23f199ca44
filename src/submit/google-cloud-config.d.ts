/** The part of the optional peer `@google-cloud/config` that `gapic-config-api.ts` calls. */
declare module '@google-cloud/config' {
  /** Options of a client, as all generated Google clients take them. */
  export interface ClientOptions {
    readonly apiEndpoint?: string;
    readonly port?: number;
    /** `true`, `'rest'`: HTTP/JSON instead of gRPC. */
    readonly fallback?: boolean | 'rest';
  }

  /** A generated method: the first item of what it resolves to is the message. */
  type Method = (request: object) => Promise<readonly [unknown, ...unknown[]]>;

  /** Client of google.cloud.config.v1.Config. */
  export class ConfigClient {
    constructor(options?: ClientOptions);
    getDeployment: Method;
    listDeployments: Method;
    createDeployment: Method;
    updateDeployment: Method;
    deleteDeployment: Method;
    getRevision: Method;
    listRevisions: Method;
    listResources: Method;
    /** Client of google.longrunning.Operations. */
    readonly operationsClient: { getOperation: Method };
    close(): Promise<void>;
  }
}
