// The memory that this process may take at most, as a person sets it (--memory).
#pragma once

#include <cstdint>
#include <optional>

namespace vungphu {

/// From here on what is allocated beyond `bytes` in all fails (std::bad_alloc), in every thread and library.
/// Nothing is counted twice: it is the system's own limit on a process's data. False where that refuses.
bool limit_memory(std::int64_t bytes);
/// The limit; nothing where none was set.
std::optional<std::int64_t> memory_limit();
/// Whether an allocation failed since: an error that came of it is then no news of its own.
bool memory_ran_out();
/// Megabytes of 2^20 bytes, rounded up, as sentences have them.
inline std::int64_t megabytes(std::int64_t bytes) { return (bytes + (1 << 20) - 1) >> 20; }

}  // namespace vungphu
