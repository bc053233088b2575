// The worker: one file, answers to requests about it in frames. Everything foreign happens here.
#include <array>
#include <cerrno>
#include <clocale>
#include <exception>
#include <new>
#include <optional>
#include <span>

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive.hpp"
#include "data_set.hpp"
#include "exit_codes.hpp"
#include "formats.hpp"
#include "frames.hpp"
#include "gdal.hpp"
#include "messages.hpp"
#include "sandbox.hpp"
#include "screens.hpp"

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

/// The next request: nothing when the parent has no more, a bad one when it is not whole.
class Requests {
 public:
  enum class State { whole, none, bad };
  State next(Request& request) {
    Frame frame;
    for (;;) {
      const FrameState state = next_frame(buffer_, frame);
      if (state == FrameState::bad) return State::bad;
      if (state == FrameState::whole) break;
      if (!fill()) return buffer_.empty() ? State::none : State::bad;
    }
    std::optional<Request> parsed =
        frame.type == FrameType::request ? parse_request(frame.payload) : std::nullopt;
    buffer_.erase(0, frame.size());
    if (!parsed) return State::bad;
    request = *std::move(parsed);
    return State::whole;
  }

 private:
  bool fill() {
    std::array<char, 4096> part;
    ssize_t count = -1;
    do {
      count = ::read(kRequestFd, part.data(), part.size());
    } while (count < 0 && errno == EINTR);
    if (count > 0) buffer_.append(part.data(), static_cast<std::size_t>(count));
    return count > 0;
  }
  std::string buffer_;
};

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

/// What a worker does with its file: the first request opens it, the ones after it read from what is open.
class Work {
 public:
  Work(std::uint64_t size, FrameWriter& out) : size_(size), out_(out) {}

  Result<Done> answer(const Request& request) {
    if (request.job == Job::attempt)
      return Done{.members = {try_act(request.options.layer, request.options.where)}};
    if (!bytes_) {
      VP_TRY(std::span<char> mapped, map_file(size_));
      VP_CHECK(screen({mapped.data(), mapped.size()}));
      bytes_ = mapped;
    }
    if (request.job == Job::members) {
      VP_TRY(std::vector<std::string> members, screen_archive({bytes_->data(), bytes_->size()}));
      return Done{.members = std::move(members)};
    }
    if (!data_) {
      Result<DataSetPtr> opened = open_data_set(request.format, request.member, *bytes_, request.limits);
      if (!opened) return tl::unexpected(std::move(opened).error());
      data_ = *std::move(opened);
    }
    return request.job == Job::read ? read_layer(*data_, request.options, out_) : describe_all(*data_, out_);
  }

 private:
  std::uint64_t size_;
  FrameWriter& out_;
  std::optional<std::span<char>> bytes_;
  DataSetPtr data_;
};

int serve() {
  std::setlocale(LC_ALL, "C.UTF-8");  // libarchive reads names by the locale
  Requests requests;
  Request request;
  if (requests.next(request) != Requests::State::whole) return kExitBadRequest;
  const std::uint64_t size = file_size();
  const Format* format = format_by_id(request.format);
  if (format) start_gdal(*format);
  set_archive_budgets(request.limits);
  warm_up(format && !format->driver.empty());
  if (!enter_sandbox(request.limits, size)) return kExitNoSandbox;
  FrameWriter out;
  Work work(size, out);
  for (;;) {
    const Result<Done> done = work.answer(request);
    if (done)
      out.send(FrameType::done, to_json(*done));
    else
      out.send(FrameType::failure, to_json(done.error()));
    out.flush();
    if (!done) return kExitOk;
    const Requests::State state = requests.next(request);
    if (state != Requests::State::whole) return state == Requests::State::none ? kExitOk : kExitBadRequest;
  }
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
