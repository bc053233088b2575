// The system calls that a worker may make, as tables; docs/adr/0014 says why each group is there.
#include <array>
#include <cerrno>
#include <memory>

#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

#include "sandbox.hpp"

namespace vungphu::reader {
namespace {

using Filter = std::unique_ptr<void, decltype(&seccomp_release)>;

/// Memory, time, what is open already, signals of its own, the end. Numbers of calls that a machine does not
/// have (arm64 has no `time`) are negative, and libseccomp passes over them.
constexpr std::array kAllowed{SCMP_SYS(read),
                              SCMP_SYS(readv),
                              SCMP_SYS(pread64),
                              SCMP_SYS(preadv),
                              SCMP_SYS(write),
                              SCMP_SYS(writev),
                              SCMP_SYS(lseek),
                              SCMP_SYS(close),
                              SCMP_SYS(fstat),
                              SCMP_SYS(fadvise64),
                              SCMP_SYS(poll),
                              SCMP_SYS(ppoll),
                              SCMP_SYS(brk),
                              SCMP_SYS(munmap),
                              SCMP_SYS(mremap),
                              SCMP_SYS(madvise),
                              SCMP_SYS(futex),
                              SCMP_SYS(set_robust_list),
                              SCMP_SYS(rseq),
                              SCMP_SYS(membarrier),
                              SCMP_SYS(rt_sigaction),
                              SCMP_SYS(rt_sigprocmask),
                              SCMP_SYS(rt_sigreturn),
                              SCMP_SYS(sigaltstack),
                              SCMP_SYS(restart_syscall),
                              SCMP_SYS(clock_gettime),
                              SCMP_SYS(clock_getres),
                              SCMP_SYS(clock_nanosleep),
                              SCMP_SYS(nanosleep),
                              SCMP_SYS(gettimeofday),
                              SCMP_SYS(time),
                              SCMP_SYS(times),
                              SCMP_SYS(getrusage),
                              SCMP_SYS(getrandom),
                              SCMP_SYS(uname),
                              SCMP_SYS(sysinfo),
                              SCMP_SYS(getpid),
                              SCMP_SYS(gettid),
                              SCMP_SYS(getuid),
                              SCMP_SYS(geteuid),
                              SCMP_SYS(getgid),
                              SCMP_SYS(getegid),
                              SCMP_SYS(getcpu),
                              SCMP_SYS(sched_yield),
                              SCMP_SYS(sched_getaffinity),
                              SCMP_SYS(exit),
                              SCMP_SYS(exit_group)};

/// What libraries try and do without: an answer, not the end. All others end the process.
struct Refusal {
  int error;
  std::array<int, 14> calls;  ///< filled up with -1
};
constexpr int kNone = -1;
constexpr std::array kRefused{
    // Paths: PROJ and SQLite look for files beside proj.db, the C library for the time zone, GDAL for
    // everything.
    Refusal{EACCES,
            {SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(creat), SCMP_SYS(access), SCMP_SYS(faccessat),
             SCMP_SYS(faccessat2), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(readlink), SCMP_SYS(readlinkat),
             SCMP_SYS(statfs), SCMP_SYS(chdir), SCMP_SYS(getcwd), SCMP_SYS(getdents64)}},
    Refusal{EACCES,
            {SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2),
             SCMP_SYS(mkdir), SCMP_SYS(mkdirat), SCMP_SYS(rmdir), SCMP_SYS(chmod), SCMP_SYS(fchmod),
             SCMP_SYS(fchmodat), SCMP_SYS(fchown), SCMP_SYS(utimensat), SCMP_SYS(truncate)}},
    Refusal{EPERM,
            {SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(clone), SCMP_SYS(fork), SCMP_SYS(vfork),
             SCMP_SYS(prctl), SCMP_SYS(setrlimit), SCMP_SYS(memfd_create), SCMP_SYS(ftruncate),
             SCMP_SYS(fallocate), SCMP_SYS(fsync), SCMP_SYS(fdatasync), SCMP_SYS(pwrite64),
             SCMP_SYS(sched_setaffinity)}},
    Refusal{ENOTTY,
            {SCMP_SYS(ioctl), kNone, kNone, kNone, kNone, kNone, kNone, kNone, kNone, kNone, kNone, kNone,
             kNone, kNone}},
    // The C library then asks for the older call, whose arguments can be looked at.
    Refusal{ENOSYS,
            {SCMP_SYS(clone3), SCMP_SYS(openat2), kNone, kNone, kNone, kNone, kNone, kNone, kNone, kNone,
             kNone, kNone, kNone, kNone}},
};

bool allow(void* filter, int call, scmp_arg_cmp condition) {
  return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, condition) == 0;
}
bool refuse(void* filter, int error, int call, scmp_arg_cmp condition) {
  return seccomp_rule_add(filter, SCMP_ACT_ERRNO(static_cast<unsigned>(error)), call, 1, condition) == 0;
}

/// The flag decides: `with` or without it the call is allowed, else it is refused.
bool allow_by_flag(void* filter, int call, unsigned argument, std::uint64_t flag, bool with) {
  return allow(filter, call, SCMP_CMP(argument, SCMP_CMP_MASKED_EQ, flag, with ? flag : 0)) &&
         refuse(filter, EACCES, call, SCMP_CMP(argument, SCMP_CMP_MASKED_EQ, flag, with ? 0 : flag));
}

bool add_tables(void* filter) {
  for (int call : kAllowed)
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0) return false;
  for (const Refusal& refusal : kRefused)
    for (int call : refusal.calls)
      if (call != kNone &&
          seccomp_rule_add(filter, SCMP_ACT_ERRNO(static_cast<unsigned>(refusal.error)), call, 0) != 0)
        return false;
  return true;
}

bool add_conditions(void* filter) {
  const auto self = static_cast<std::uint64_t>(getpid());
  for (int command : {F_GETFD, F_SETFD, F_GETFL, F_GETLK, F_SETLK, F_SETLKW})
    if (!allow(filter, SCMP_SYS(fcntl), SCMP_A1(SCMP_CMP_EQ, static_cast<std::uint64_t>(command))))
      return false;
  return allow_by_flag(filter, SCMP_SYS(mmap), 2, PROT_EXEC, false) &&
         allow_by_flag(filter, SCMP_SYS(mprotect), 2, PROT_EXEC, false) &&
         allow_by_flag(filter, SCMP_SYS(newfstatat), 3, AT_EMPTY_PATH, true) &&  // how glibc does fstat
         allow_by_flag(filter, SCMP_SYS(statx), 2, AT_EMPTY_PATH, true) &&
         allow(filter, SCMP_SYS(prlimit64), SCMP_A2(SCMP_CMP_EQ, 0)) &&  // asks, and sets nothing
         allow(filter, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, self));    // abort()
}

}  // namespace

bool enter_seccomp() {
  // Sanitizers make calls of their own, which do not matter there. An error that no table holds: libseccomp
  // takes no rule that says the same as the default.
  const std::uint32_t others = kSanitized ? SCMP_ACT_ERRNO(EOPNOTSUPP) : SCMP_ACT_KILL_PROCESS;
  // Another ABI numbers its calls otherwise: the process ends at the first of them.
  const Filter filter(seccomp_init(others), seccomp_release);
  return filter && seccomp_attr_set(filter.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0 &&
         seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2) == 0 &&  // a tree: fewer steps a call
         add_tables(filter.get()) && add_conditions(filter.get()) && seccomp_load(filter.get()) == 0;
}

}  // namespace vungphu::reader
