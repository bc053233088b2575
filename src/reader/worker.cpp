// The worker: reads one request and one file, answers in frames, exits. Everything foreign happens here.
#include <cerrno>
#include <clocale>
#include <exception>
#include <new>

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive.hpp"
#include "data_set.hpp"
#include "exit_codes.hpp"
#include "frames.hpp"
#include "messages.hpp"
#include "sandbox.hpp"

namespace vungphu::reader {
namespace {

constexpr int kRequestFd = 0;
constexpr int kFramesFd = 1;
constexpr int kFileFd = 3;

/// Frames on their way to the parent, some at a time.
class FrameWriter {
 public:
  void send(FrameType type, std::string_view payload) {
    append_frame(buffer_, type, payload);
    if (buffer_.size() >= kFlushSize) flush();
  }

  Status send(const RawFeature& feature) {
    if (!append_feature(buffer_, feature))
      return fail("reader.row_too_large", {{"row", std::to_string(feature.row)}});
    if (buffer_.size() >= kFlushSize) flush();
    return {};
  }

  Status send(const LayerInfo& layer) {
    send(FrameType::layer, to_json(layer));
    for (const RawFeature& row : layer.sample)
      if (!append_feature(buffer_, row, FrameType::sample))
        return fail("reader.row_too_large", {{"row", std::to_string(row.row)}});
    return {};
  }

  void flush() {
    for (std::string_view rest = buffer_; !rest.empty();) {
      const ssize_t count = ::write(kFramesFd, rest.data(), rest.size());
      if (count < 0 && errno != EINTR) _exit(kExitPipe);
      if (count > 0) rest.remove_prefix(static_cast<std::size_t>(count));
    }
    buffer_.clear();
  }

 private:
  static constexpr std::size_t kFlushSize = 64u << 10;
  std::string buffer_;
};

std::optional<Request> receive_request() {
  std::string bytes(64u << 10, '\0');  // the parent sends no more (worker_process.cpp)
  std::size_t used = 0;
  for (;;) {
    const ssize_t count = ::read(kRequestFd, bytes.data() + used, bytes.size() - used);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    used += static_cast<std::size_t>(count);
  }
  Frame frame;
  if (next_frame(std::string_view(bytes).substr(0, used), frame) != FrameState::whole) return std::nullopt;
  return frame.type == FrameType::request ? parse_request(frame.payload) : std::nullopt;
}

std::uint64_t file_size() {
  struct stat facts {};
  return fstat(kFileFd, &facts) == 0 && facts.st_size > 0 ? static_cast<std::uint64_t>(facts.st_size) : 0;
}

/// Private and writable: what is changed here (vector_file.cpp, leave_wal_mode) never reaches the file.
Result<std::span<char>> map_file(std::uint64_t size) {
  if (size == 0) return fail("reader.file_empty");
  void* address = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE, kFileFd, 0);
  if (address == MAP_FAILED) return fail("reader.worker_memory");
  return std::span(static_cast<char*>(address), size);
}

Result<Done> describe_all(DataSet& data, FrameWriter& out) {
  const std::size_t count = data.layer_names().size();
  if (count == 0) return fail("reader.no_layers");
  for (std::size_t i = 0; i < count; ++i) {
    VP_TRY(LayerInfo info, data.describe(i));
    VP_CHECK(out.send(info));
  }
  return Done{.encoding = data.encoding()};
}

Result<Done> read_layer(DataSet& data, const ReadOptions& options, FrameWriter& out) {
  VP_TRY(std::size_t layer, choose_layer(data, options.layer));
  VP_TRY(LayerInfo info, data.describe(layer));
  out.send(FrameType::layer, to_json(info));
  VP_TRY(ReadCounts counts,
         data.read(layer, options.where, [&](const RawFeature& row) { return out.send(row); }));
  return Done{.counts = counts, .encoding = data.encoding()};
}

Result<Done> work(const Request& request, std::uint64_t size, FrameWriter& out) {
  VP_TRY(std::span<char> bytes, map_file(size));
  if (request.job == Job::members) {
    VP_TRY(std::vector<std::string> members, screen_archive({bytes.data(), bytes.size()}));
    return Done{.members = std::move(members)};
  }
  VP_TRY(DataSetPtr data, open_data_set(request.format, request.member, bytes, request.limits));
  return request.job == Job::read ? read_layer(*data, request.options, out) : describe_all(*data, out);
}

int serve() {
  std::setlocale(LC_ALL, "C.UTF-8");  // libarchive reads names by the locale
  const std::optional<Request> request = receive_request();
  if (!request) return kExitBadRequest;
  const std::uint64_t size = file_size();
  if (!enter_sandbox(request->limits, size)) return kExitNoSandbox;
  FrameWriter out;
  const Result<Done> done = work(*request, size, out);
  if (done)
    out.send(FrameType::done, to_json(*done));
  else
    out.send(FrameType::failure, to_json(done.error()));
  out.flush();
  return kExitOk;
}

}  // namespace

int worker_main() {
  try {
    // No destructors of statics: GDAL's would take time, and there is nothing to leave in order.
    _exit(serve());
  } catch (const std::bad_alloc&) {
    _exit(kExitNoMemory);
  } catch (const std::exception&) {
    _exit(kExitUncaught);
  }
}

}  // namespace vungphu::reader
