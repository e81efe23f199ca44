/** Names of the functions in `library.ts`, for those who look for calls of them before it is loaded. */
export const libraryNames: readonly string[] = [
  ...['base64gzip', 'csvdecode', 'rsadecrypt', 'textdecodebase64', 'textencodebase64', 'yamldecode', 'yamlencode'],
  ...['base64sha256', 'base64sha512', 'filebase64sha256', 'filebase64sha512', 'filemd5', 'filesha1', 'filesha256'],
  ...['bcrypt', 'filesha512', 'md5', 'plantimestamp', 'sha1', 'sha256', 'sha512', 'timestamp', 'uuid', 'uuidv5'],
  ...['cidrhost', 'cidrnetmask', 'cidrsubnet', 'cidrsubnets', 'formatdate', 'timeadd', 'timecmp'],
  ...['abspath', 'basename', 'dirname', 'filebase64', 'fileset', 'pathexpand'],
  ...['chunklist', 'log', 'matchkeys', 'parseint', 'pow', 'signum', 'sum', 'transpose'],
  ...['setintersection', 'setproduct', 'setsubtract', 'setunion'],
];
