// What a worker gives up before it looks at a foreign byte (docs/adr/0014).
//
// From enter_sandbox() on, the process can read what it has open, compute, and write to the pipe it has open.
// It opens no file, makes no socket, no process and no executable memory, and may use so much memory and
// time. What it needs of the machine, PROJ's database and the tables of the C library's encodings, is opened
// by warm_up().
#pragma once

#include <cstdint>
#include <string>

#include "vungphu/reader/reader.hpp"

namespace vungphu::reader {

/// Sanitizers reserve terabytes of shadow memory and make system calls of their own.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

/// Opens what is needed later and can then no longer be opened. `crs`: whether files of this kind bring a
/// CRS.
void warm_up(bool crs);

/// Locks the process in, for good. False when the system refuses a part of it: the worker then must not go
/// on. A kernel without landlock is no reason: seccomp alone forbids every open as well (doctor tells).
bool enter_sandbox(const Limits& limits, std::uint64_t file_bytes);

/// Seconds of CPU that a file of this size may take.
std::uint64_t cpu_seconds(const Limits& limits, std::uint64_t file_bytes);

/// Version of the kernel's landlock; 0 where there is none.
int landlock_version();
/// Forbids every file that is not open yet. True as well where there is no landlock.
bool enter_landlock();
/// The list of system calls (seccomp_calls.cpp); all others end the process.
bool enter_seccomp();

/// Tries a forbidden act and tells what came of it: "allowed", or the name of the error. Acts: open (`target`
/// is a path), create (a path), connect (a port of this machine), fork, exec, code (executable memory). Some
/// end the process instead, which is an answer too.
std::string try_act(const std::string& act, const std::string& target);

}  // namespace vungphu::reader
