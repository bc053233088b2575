#include "vungphu/reader/doctor.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <sstream>

#include <archive.h>
#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <gdal.h>
#include <netinet/in.h>
#include <seccomp.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "vungphu/base/file.hpp"

#include "sandbox.hpp"
#include "unique_fd.hpp"
#include "worker_process.hpp"

namespace vungphu::reader {
namespace {

/// A readable file in a folder of its own, gone with it.
class Canary {
 public:
  static Result<Canary> make() {
    std::error_code failed;
    std::string folder = (std::filesystem::temp_directory_path(failed) / "vungphu-canary-XXXXXX").string();
    if (failed || mkdtemp(folder.data()) == nullptr) return tl::unexpected(io_error(folder, errno));
    Canary canary(std::move(folder));
    const UniqueFd file(open(canary.file().c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    if (!file.is_open() || write(file.get(), "canary", 6) != 6)
      return tl::unexpected(io_error(canary.file(), errno));
    return canary;
  }
  Canary(Canary&& other) noexcept : folder_(std::exchange(other.folder_, {})) {}
  Canary& operator=(Canary&&) = delete;
  ~Canary() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }
  std::string file() const { return folder_ + "/canary"; }
  std::string other() const { return folder_ + "/written"; }

 private:
  explicit Canary(std::string folder) : folder_(std::move(folder)) {}
  std::string folder_;
};

struct Listener {
  UniqueFd socket;
  std::string port;
};

Result<Listener> listen_here() {
  Listener listener{UniqueFd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), ""};
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (!listener.socket.is_open() || bind(listener.socket.get(), generic, size) != 0 ||
      listen(listener.socket.get(), 1) != 0 || getsockname(listener.socket.get(), generic, &size) != 0)
    return tl::unexpected(io_error("127.0.0.1", errno));
  listener.port = std::to_string(ntohs(address.sin_port));
  return listener;
}

/// What a worker answers when it tries `act`; the Error when it could not.
Result<std::string> attempt(const Limits& limits, std::string act, std::string target) {
  auto none = [](const Frame&) -> Status { return fail("reader.worker_died", {{"how", "frame order"}}); };
  const Request request{.job = Job::attempt,
                        .format = "geojson",
                        .options = {std::move(act), std::move(target)},
                        .limits = limits};
  VP_TRY(Done done, run_worker("/dev/null", request, none, {}));
  if (done.members.size() != 1) return fail("reader.worker_died", {{"how", "done"}});
  return std::move(done.members.front());
}

Guard try_guard(const Limits& limits, const std::string& act, const std::string& target) {
  const Result<std::string> outcome = attempt(limits, act, target);
  if (!outcome && outcome.error().code == "reader.worker_forbidden") return {act, true, "killed"};
  if (!outcome) return {act, false, outcome.error().code};
  return {act, outcome->starts_with('E'), *outcome};
}

}  // namespace

bool SandboxState::holds() const {
  return starts && !guards.empty() &&
         std::all_of(guards.begin(), guards.end(), [](const Guard& guard) { return guard.held; });
}

Result<SandboxState> check_sandbox(const Limits& limits) {
  VP_TRY(const Canary canary, Canary::make());
  VP_TRY(const Listener listener, listen_here());
  SandboxState state;
  state.landlock = landlock_version();
  const Result<std::string> applied = attempt(limits, "limits", "");
  state.starts = applied.has_value();
  if (!applied) {
    state.error = applied.error().code;
    return state;
  }
  std::istringstream words(*applied);
  for (AppliedLimit limit; words >> limit.name >> limit.value;) state.limits.push_back(limit);
  const std::array<std::pair<const char*, std::string>, 6> acts{{{"open", canary.file()},
                                                                 {"create", canary.other()},
                                                                 {"connect", listener.port},
                                                                 {"fork", ""},
                                                                 {"exec", ""},
                                                                 {"code", ""}}};
  for (const auto& [act, target] : acts) state.guards.push_back(try_guard(limits, act, target));
  return state;
}

std::vector<std::pair<std::string, std::string>> library_versions() {
  const scmp_version* seccomp = seccomp_version();
  return {{"GDAL", GDALVersionInfo("RELEASE_NAME")},
          {"SQLite", sqlite3_libversion()},
          {"libarchive", std::string(archive_version_string()).substr(sizeof("libarchive"))},
          {"libseccomp",
           seccomp ? fmt::format("{}.{}.{}", seccomp->major, seccomp->minor, seccomp->micro) : "?"}};
}

}  // namespace vungphu::reader
