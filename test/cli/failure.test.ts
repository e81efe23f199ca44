import { describe, expect, it } from 'vitest';
import { describeFailure } from '../../src/cli/framework/failure.ts';
import { InternalError, ServiceError, SettingsError, UsageError } from '../../src/errors.ts';

describe('describeFailure', () => {
  it('says what went wrong and what to do', () => {
    expect(
      describeFailure(new UsageError("unknown command 'x'\nRun 'imprint --help' for the list"), '1.2.3', false),
    ).toBe("error: unknown command 'x'\n  Run 'imprint --help' for the list\n");
    expect(describeFailure(new SettingsError('no git'), '1.2.3', true)).toBe('\u001b[1;31merror\u001b[0m: no git\n');
  });

  it('names the call the service refused', () => {
    const error = new ServiceError('the deployment is locked', {
      method: 'UpdateDeployment',
      resource: 'projects/p/locations/l/deployments/d',
      httpStatus: 409,
      status: 'FAILED_PRECONDITION',
      retryable: false,
    });
    expect(describeFailure(error, '1.2.3', false)).toBe(
      'error: the deployment is locked\n  UpdateDeployment projects/p/locations/l/deployments/d (HTTP 409, FAILED_PRECONDITION)\n',
    );
    const unanswered = new ServiceError('no answer', { method: 'GetDeployment', retryable: true });
    expect(describeFailure(unanswered, '1.2.3', false)).toBe('error: no answer\n  GetDeployment\n');
  });

  it('shows the stack of a bug of ours, that of its cause where there is one, and nobody else’s', () => {
    const cause = new TypeError('x is undefined');
    const text = describeFailure(new InternalError('x is undefined', { cause }), '1.2.3', false);
    expect(text).toMatch(/^internal error: x is undefined\n {2}This is a bug of imprint 1\.2\.3 /);
    expect(text).toContain('TypeError: x is undefined');
    expect(text).toContain('failure.test.ts');
    expect(describeFailure(new UsageError('m'), '1.2.3', false)).not.toContain('failure.test.ts');
  });
});
