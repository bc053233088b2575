// Landlock without a library: three system calls. Debian 12's headers know its second version only, so what
// later versions can forbid is written here.
#include <cerrno>
#include <cstdint>

#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox.hpp"

namespace vungphu::reader {
namespace {

/// landlock_ruleset_attr of version 6; older kernels take it as long as what they do not know is zero.
struct Ruleset {
  std::uint64_t files;
  std::uint64_t ports;   ///< since version 4
  std::uint64_t scopes;  ///< since version 6
};

/// Every right on files that a kernel of this version can take away.
std::uint64_t file_rights(int version) {
  constexpr std::uint64_t kFirst = (1u << 13) - 1;  // execute … make_sym
  constexpr std::uint64_t kRefer = 1u << 13, kTruncate = 1u << 14, kDevices = 1u << 15;
  return kFirst | (version >= 2 ? kRefer : 0) | (version >= 3 ? kTruncate : 0) |
         (version >= 5 ? kDevices : 0);
}

}  // namespace

int landlock_version() {
  const long version = syscall(__NR_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return version > 0 ? static_cast<int>(version) : 0;
}

bool enter_landlock() {
  const int version = landlock_version();
  if (version == 0) return true;
  constexpr std::uint64_t kBindAndConnect = 3, kAbstractSocketsAndSignals = 3;
  const Ruleset rules{file_rights(version), version >= 4 ? kBindAndConnect : 0,
                      version >= 6 ? kAbstractSocketsAndSignals : 0};
  const long fd = syscall(__NR_landlock_create_ruleset, &rules, sizeof rules, 0);
  if (fd < 0) return false;
  const bool held = syscall(__NR_landlock_restrict_self, fd, 0) == 0;  // no rule added: nothing is allowed
  close(static_cast<int>(fd));
  return held;
}

}  // namespace vungphu::reader
