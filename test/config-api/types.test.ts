import { expectTypeOf, it } from 'vitest';
import type * as deployment from '../../src/config-api/deployment.ts';
import type * as group from '../../src/config-api/deployment-group.ts';
import type { messages } from '../../src/config-api/descriptors.ts';
import type * as operation from '../../src/config-api/operation.ts';
import type * as preview from '../../src/config-api/preview.ts';
import type * as requests from '../../src/config-api/requests.ts';
import type * as revision from '../../src/config-api/revision.ts';
import type * as service from '../../src/config-api/service-resources.ts';

/** Every interface by the name of its message; `tsc` fails on a line whose fields differ from the published ones. */
interface Interfaces {
  ApplyResults: deployment.ApplyResults;
  AutoMigrationConfig: service.AutoMigrationConfig;
  Deployment: deployment.Deployment;
  DeploymentGroup: group.DeploymentGroup;
  DeploymentGroupRevision: group.DeploymentGroupRevision;
  DeploymentOperationMetadata: operation.DeploymentOperationMetadata;
  DeploymentOperationSummary: operation.DeploymentOperationSummary;
  DeploymentSource: deployment.DeploymentSource;
  DeploymentSpec: group.DeploymentSpec;
  DeploymentUnit: group.DeploymentUnit;
  DeploymentUnitProgress: operation.DeploymentUnitProgress;
  ExternalValueSource: deployment.ExternalValueSource;
  GitSource: deployment.GitSource;
  ListDeploymentsResponse: requests.ListDeploymentsResponse;
  ListDeploymentGroupRevisionsResponse: requests.ListDeploymentGroupRevisionsResponse;
  ListDeploymentGroupsResponse: requests.ListDeploymentGroupsResponse;
  ListLocationsResponse: requests.ListLocationsResponse;
  ListOperationsResponse: requests.ListOperationsResponse;
  ListPreviewsResponse: requests.ListPreviewsResponse;
  ListResourceChangesResponse: requests.ListResourceChangesResponse;
  ListResourceDriftsResponse: requests.ListResourceDriftsResponse;
  ListResourcesResponse: requests.ListResourcesResponse;
  ListRevisionsResponse: requests.ListRevisionsResponse;
  ListTerraformVersionsResponse: requests.ListTerraformVersionsResponse;
  Location: service.Location;
  LockInfo: service.LockInfo;
  Operation: operation.Operation;
  Preview: preview.Preview;
  PreviewArtifacts: preview.PreviewArtifacts;
  PreviewOperationMetadata: operation.PreviewOperationMetadata;
  PreviewResult: preview.PreviewResult;
  PropertyChange: preview.PropertyChange;
  PropertyDrift: preview.PropertyDrift;
  ProviderConfig: deployment.ProviderConfig;
  ProvisionDeploymentGroupOperationMetadata: operation.ProvisionDeploymentGroupOperationMetadata;
  Resource: revision.Resource;
  ResourceCAIInfo: revision.ResourceCAIInfo;
  ResourceChange: preview.ResourceChange;
  ResourceChangeTerraformInfo: preview.ResourceChangeTerraformInfo;
  ResourceDrift: preview.ResourceDrift;
  ResourceDriftTerraformInfo: preview.ResourceDriftTerraformInfo;
  ResourceTerraformInfo: revision.ResourceTerraformInfo;
  Revision: revision.Revision;
  Statefile: service.Statefile;
  TerraformBlueprint: deployment.TerraformBlueprint;
  TerraformError: deployment.TerraformError;
  TerraformOutput: deployment.TerraformOutput;
  TerraformVariable: deployment.TerraformVariable;
  TerraformVersion: service.TerraformVersion;
}

type Differences = {
  [Name in keyof Interfaces]: [keyof Interfaces[Name]] extends [keyof (typeof messages)[Name]]
    ? [keyof (typeof messages)[Name]] extends [keyof Interfaces[Name]]
      ? never
      : `${Name} lacks ${string & Exclude<keyof (typeof messages)[Name], keyof Interfaces[Name]>}`
    : `${Name} has ${string & Exclude<keyof Interfaces[Name], keyof (typeof messages)[Name]>}`;
}[keyof Interfaces];

it('has an interface with exactly the published fields for every resource', () => {
  expectTypeOf<Differences>().toEqualTypeOf<never>();
});

it('adds only the type to the metadata of an operation, which travel as Any', () => {
  expectTypeOf<Exclude<keyof operation.OperationMetadata, '@type'>>().toEqualTypeOf<
    keyof (typeof messages)['OperationMetadata']
  >();
});
