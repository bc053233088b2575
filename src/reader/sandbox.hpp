// What a worker gives up before it looks at a foreign byte.
#pragma once

#include <cstdint>

#include "vungphu/reader/reader.hpp"

namespace vungphu::reader {

/// Limits of memory, CPU, file size, descriptors and core; no new privileges, no ptrace, no sockets; dies
/// with its parent. False when the system refuses one of them: the worker then must not go on.
bool enter_sandbox(const Limits& limits, std::uint64_t file_bytes);

}  // namespace vungphu::reader
