// What protects this machine from the files it reads, found out by trying.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "vungphu/base/result.hpp"
#include "vungphu/reader/reader.hpp"

namespace vungphu::reader {

/// A forbidden act that a real worker tried after it had locked itself in.
struct Guard {
  std::string act;  ///< open, create, connect, fork, exec, code
  bool held = false;
  std::string how;  ///< name of the system's error, "killed", "allowed", or the code of an Error
};

/// A limit of the system, as the worker itself was told it.
struct AppliedLimit {
  std::string name;         ///< memory_bytes, cpu_seconds, file_bytes, core_bytes, open_files
  std::uint64_t value = 0;  ///< the largest number: none
};

struct SandboxState {
  int landlock = 0;     ///< version of the kernel's landlock; 0: none, seccomp alone forbids every open
  bool starts = false;  ///< a worker started, locked itself in and answered
  std::string error;    ///< else the code of why not
  std::vector<Guard> guards;
  std::vector<AppliedLimit> limits;
  bool holds() const;
};

/// Starts a worker for each act: on a canary file and a listener of this machine made for it. About half a
/// second. Errors: of making the two.
Result<SandboxState> check_sandbox(const Limits& limits);

/// Names and versions of the libraries that read: GDAL, libarchive, SQLite, seccomp.
std::vector<std::pair<std::string, std::string>> library_versions();

}  // namespace vungphu::reader
