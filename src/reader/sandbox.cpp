#include "sandbox.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

namespace vungphu::reader {
namespace {

bool limit(__rlimit_resource resource, std::uint64_t soft, std::uint64_t hard) {
  const rlimit value{soft, hard};
  return setrlimit(resource, &value) == 0;
}

/// Address space in all, the mapped file included. Sanitizers reserve terabytes of shadow memory: no limit
/// there.
bool limit_memory([[maybe_unused]] std::uint64_t bytes) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return true;
#else
  return limit(RLIMIT_AS, bytes, bytes);
#endif
}

std::uint64_t cpu_seconds(const Limits& limits, std::uint64_t file_bytes) {
  return limits.cpu_seconds > 0 ? limits.cpu_seconds : 10 + (file_bytes >> 20);
}

/// A GeoJSON with `crs: {type: link}` makes GDAL's driver itself fetch that link: no socket, no fetch. The
/// full list of allowed calls is the sandbox's next step; this one is needed from the first day.
bool deny_sockets() {
#if defined(__x86_64__)
  constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
  constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
#error "name the audit architecture of this machine"
#endif
  std::array<sock_filter, 8> program{{
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),  // another ABI numbers its calls otherwise
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 1, 0),  // x32 calls, by their bit
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_socket, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  }};
  const sock_fprog filter{program.size(), program.data()};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

}  // namespace

bool enter_sandbox(const Limits& limits, std::uint64_t file_bytes) {
  const std::uint64_t cpu = cpu_seconds(limits, file_bytes);
  return limit_memory(limits.memory_bytes + file_bytes) &&
         limit(RLIMIT_CPU, cpu, cpu + 1) &&  // SIGXCPU first, so that the parent can tell why
         limit(RLIMIT_FSIZE, 0, 0) && limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_NOFILE, 32, 32) &&
         prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && prctl(PR_SET_DUMPABLE, 0) == 0 &&
         prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && deny_sockets();
}

}  // namespace vungphu::reader
