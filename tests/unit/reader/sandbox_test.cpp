// What a worker can no longer do: found out by real workers that try.
#include "reader/sandbox.hpp"

#include <map>

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vungphu/reader/doctor.hpp"

namespace vungphu::test {
namespace {

TEST(Sandbox, EveryForbiddenActFails) {
  const auto state = reader::check_sandbox({});
  ASSERT_TRUE(state) << state.error().code;
  ASSERT_TRUE(state->starts) << state->error;
  std::map<std::string, std::string> how;
  for (const reader::Guard& guard : state->guards) {
    EXPECT_TRUE(guard.held) << guard.act << ": " << guard.how;
    how[guard.act] = guard.how;
  }
  EXPECT_EQ(how["open"], "EACCES");
  EXPECT_EQ(how["create"], "EACCES");
  EXPECT_EQ(how["connect"], "EPERM");
  EXPECT_EQ(how["fork"], "EPERM");
  if (!reader::kSanitized) {
    EXPECT_EQ(how["exec"], "killed");
  }
  EXPECT_EQ(how["code"], "EACCES");
  EXPECT_TRUE(state->holds());
}

TEST(Sandbox, TheActsSucceedWhereNothingIsLocked) {
  EXPECT_EQ(reader::try_act("open", "/proc/self/exe"), "allowed");
  EXPECT_EQ(reader::try_act("code", ""), "allowed");
  EXPECT_EQ(reader::try_act("fork", ""), "allowed");
  EXPECT_EQ(reader::try_act("nonsense", ""), "unknown");
}

TEST(Sandbox, TheLimitsAreThoseAskedFor) {
  const auto state = reader::check_sandbox({.memory_bytes = 900u << 20, .cpu_seconds = 7});
  ASSERT_TRUE(state && state->starts);
  std::map<std::string, std::uint64_t> limits;
  for (const auto& limit : state->limits) limits[limit.name] = limit.value;
  if (!reader::kSanitized) {
    EXPECT_EQ(limits["memory_bytes"], 900u << 20);
  }
  EXPECT_EQ(limits["cpu_seconds"], 7u);
  EXPECT_EQ(limits["file_bytes"], 0u);
  EXPECT_EQ(limits["core_bytes"], 0u);
  EXPECT_EQ(limits["open_files"], 32u);
}

TEST(Sandbox, SeccompAloneForbidsFilesAsWell) {
  // What a kernel without landlock gives: the same answer, since the list of calls comes first.
  const pid_t child = fork();
  if (child == 0) {
    reader::warm_up(false);
    const bool entered = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && reader::enter_seccomp();
    _exit(!entered ? 2 : reader::try_act("open", "/etc/hostname") == "EACCES" ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status)) << status;
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(Sandbox, LandlockAloneForbidsFilesAsWell) {
  if (reader::landlock_version() == 0) GTEST_SKIP() << "this kernel has no landlock";
  const pid_t child = fork();
  if (child == 0) {
    const bool entered = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && reader::enter_landlock();
    _exit(!entered ? 2 : reader::try_act("open", "/etc/hostname") == "EACCES" ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace vungphu::test
