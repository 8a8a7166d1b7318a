/** `RoleArn = ...` where the value of one member fails, else the input as JSON. Not escaped. */
export function exampleText(example: unknown): string {
  if (typeof example === 'object' && example !== null && 'member' in example && 'value' in example) {
    const { member, value } = example;
    return `${String(member)} = ${typeof value === 'string' ? value : JSON.stringify(value)}`;
  }
  return typeof example === 'string' ? example : JSON.stringify(example);
}
