/** A duration or a point in time, as the engine holds it. */
export interface TimeMessage {
  readonly message: {
    readonly $typeName: 'google.protobuf.Duration' | 'google.protobuf.Timestamp';
    readonly seconds: bigint;
    readonly nanos: number;
  };
}

/** Whether a value of the engine is a duration or a point in time. */
export function isMessage(value: unknown): value is TimeMessage {
  if (typeof value !== 'object' || value === null || !('message' in value)) return false;
  const { message } = value;
  if (typeof message !== 'object' || message === null || !('$typeName' in message)) return false;
  return message.$typeName === 'google.protobuf.Duration' || message.$typeName === 'google.protobuf.Timestamp';
}
