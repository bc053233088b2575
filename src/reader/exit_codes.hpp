// How a worker that can no longer write a frame tells why it ended.
#pragma once

namespace vungphu::reader {

inline constexpr int kExitOk = 0;
inline constexpr int kExitBadRequest = 3;
inline constexpr int kExitNoMemory = 4;
inline constexpr int kExitNoSandbox = 5;
inline constexpr int kExitPipe = 6;
inline constexpr int kExitUncaught = 7;

}  // namespace vungphu::reader
