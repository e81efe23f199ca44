import { ServiceError } from '../errors.ts';

/** The answer, or undefined when the service says that there is no such thing (404). Other failures go through. */
export async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ServiceError && error.failure.httpStatus === 404) return undefined;
    throw error;
  }
}
