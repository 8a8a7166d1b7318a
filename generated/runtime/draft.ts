// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/**
 * A value of `T` in which anything may still be missing: what a server has read before it validates, and what a
 * suite sends on purpose. Every serializer and validator takes drafts.
 */
export type Draft<T> = T extends Date | Uint8Array | string | number | bigint | boolean
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Draft<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
      : T;
