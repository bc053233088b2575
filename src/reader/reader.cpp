#include "vungphu/reader/reader.hpp"

#include <algorithm>
#include <utility>

#include "frames.hpp"
#include "messages.hpp"
#include "worker_process.hpp"

namespace vungphu::reader {
namespace {

tl::unexpected<Error> lie(std::string_view what) {
  return fail("reader.worker_died", {{"how", std::string(what)}});
}

/// Whether a block lies on the raster that was announced; other layers have no cells.
bool fits(const RawCells& cells, const std::optional<geo::RasterGrid>& grid) {
  if (!grid) return cells.values.empty();
  return cells.columns <= grid->columns && cells.lines <= grid->lines &&
         cells.first_column <= grid->columns - cells.columns && cells.first_line <= grid->lines - cells.lines;
}

/// Takes the layers with their samples, as Job::describe sends them, and no more than a file may have.
class DescriptionReceiver {
 public:
  DescriptionReceiver(FileInfo& info, const Limits& limits) : info_(info), limits_(limits) {}

  Status take(const Frame& frame) {
    constexpr std::size_t kMost = 4 * kMaxPayload;
    if ((bytes_ += frame.payload.size()) > kMost) return lie("description");
    if (frame.type == FrameType::layer) return take_layer(frame.payload);
    if (frame.type == FrameType::sample && !info_.layers.empty()) return take_sample(frame.payload);
    return lie("frame order");
  }

 private:
  Status take_layer(std::string_view payload) {
    std::optional<LayerInfo> layer = parse_layer(payload);
    if (!layer || info_.layers.size() >= limits_.layers || layer->fields.size() > limits_.columns)
      return lie("layer");
    info_.layers.push_back(*std::move(layer));
    return {};
  }

  Status take_sample(std::string_view payload) {
    LayerInfo& layer = info_.layers.back();
    std::optional<RawFeature> row = parse_feature(payload);
    if (!row || row->fields.size() != layer.fields.size() || !row->cells.values.empty() ||
        layer.sample.size() >= kSampleRows)
      return lie("sample");
    layer.sample.push_back(*std::move(row));
    return {};
  }

  FileInfo& info_;
  const Limits& limits_;
  std::size_t bytes_ = 0;
};

/// Whether the layer whose rows are to come is one that was described: mapping and lattice stand on that.
bool is_described(const LayerInfo& layer, const FileInfo& info) {
  return std::any_of(info.layers.begin(), info.layers.end(), [&](const LayerInfo& described) {
    const auto same_name = [](const FieldInfo& a, const FieldInfo& b) { return a.name == b.name; };
    return described.name == layer.name && described.raster == layer.raster &&
           std::equal(described.fields.begin(), described.fields.end(), layer.fields.begin(),
                      layer.fields.end(), same_name);
  });
}

/// Takes the frames of Job::read and holds them against what the worker said before.
class RowReceiver {
 public:
  RowReceiver(const FileInfo& info, const std::function<Status(const LayerInfo&)>& on_layer,
              const std::function<Status(RawFeature&&)>& on_row, const Limits& limits, const Task& task)
      : info_(info), on_layer_(on_layer), on_row_(on_row), limits_(limits), task_(task) {}

  Status take(const Frame& frame) {
    if (frame.type == FrameType::layer && !has_layer_) return take_layer(frame.payload);
    if (frame.type == FrameType::feature && has_layer_) return take_row(frame.payload);
    return lie("frame order");
  }

  std::int64_t rows() const { return rows_; }
  bool is_raster() const { return raster_.has_value(); }
  bool has_layer() const { return has_layer_; }

 private:
  Status take_layer(std::string_view payload) {
    std::optional<LayerInfo> layer = parse_layer(payload);
    if (!layer || !is_described(*layer, info_)) return lie("layer");
    has_layer_ = true;
    columns_ = layer->fields.size();
    raster_ = layer->raster;
    expected_ = static_cast<std::uint64_t>(std::max<std::int64_t>(layer->features, 0));
    return on_layer_(*layer);
  }

  Status take_row(std::string_view payload) {
    std::optional<RawFeature> row = parse_feature(payload);
    if (!row || row->fields.size() != columns_ || !fits(row->cells, raster_) || ++rows_ > limits_.features)
      return lie("feature");
    constexpr std::int64_t kRowsAReport = 1000;
    if (rows_ % kRowsAReport == 0) {
      VP_CHECK(task_.check());
      task_.step("reading", static_cast<std::uint64_t>(rows_), expected_);
    }
    return on_row_(*std::move(row));
  }

  const FileInfo& info_;
  const std::function<Status(const LayerInfo&)>& on_layer_;
  const std::function<Status(RawFeature&&)>& on_row_;
  const Limits& limits_;
  const Task& task_;
  bool has_layer_ = false;
  std::size_t columns_ = 0;
  std::optional<geo::RasterGrid> raster_;
  std::uint64_t expected_ = 0;
  std::int64_t rows_ = 0;
};

}  // namespace

struct File::Impl {
  Source source;
  Worker worker;
  FileInfo info;
  bool spent = false;  ///< an answer broke off: what is left of it is not the next one
};

File::File(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
File::File(File&&) noexcept = default;
File& File::operator=(File&&) noexcept = default;
File::~File() = default;

Result<File> File::open(const Source& source, const Task& task) {
  VP_CHECK(task.check());
  VP_TRY(Worker worker, Worker::start(source.path, source.limits));
  auto impl = std::make_unique<Impl>(Impl{source, std::move(worker), {}, false});
  FileInfo& info = impl->info;
  info.format = source.format;
  const Request request{
      .job = Job::describe, .format = source.format, .member = source.member, .limits = source.limits};
  DescriptionReceiver receiver(info, source.limits);
  VP_TRY(Done done, impl->worker.ask(
                        request, [&](const Frame& frame) { return receiver.take(frame); }, task));
  info.encoding = std::move(done.encoding);
  return File(std::move(impl));
}

const FileInfo& File::info() const { return impl_->info; }

Result<ReadCounts> File::read(const ReadOptions& options,
                              const std::function<Status(const LayerInfo&)>& on_layer,
                              const std::function<Status(RawFeature&&)>& on_row, const Task& task) {
  if (std::exchange(impl_->spent, true)) return lie("read again");
  const Source& source = impl_->source;
  RowReceiver receiver(impl_->info, on_layer, on_row, source.limits, task);
  const Request request{Job::read, source.format, source.member, options, source.limits};
  VP_TRY(Done done, impl_->worker.ask(
                        request, [&](const Frame& frame) { return receiver.take(frame); }, task));
  // Blocks of a raster without any data are counted, and not sent.
  if (done.counts.filtered < 0 || done.counts.filtered > done.counts.read ||
      done.counts.read > source.limits.features)
    return lie("counts");
  const std::int64_t sent = done.counts.read - done.counts.filtered;
  if (!receiver.has_layer() || (receiver.is_raster() ? sent < receiver.rows() : sent != receiver.rows()))
    return lie("counts");
  impl_->spent = false;
  return done.counts;
}

Result<FileInfo> describe(const Source& source, const Task& task) {
  VP_TRY(const File file, File::open(source, task));
  return file.info();
}

Result<ReadCounts> read(const Source& source, const ReadOptions& options,
                        const std::function<Status(const LayerInfo&)>& on_layer,
                        const std::function<Status(RawFeature&&)>& on_row, const Task& task) {
  VP_TRY(File file, File::open(source, task));
  return file.read(options, on_layer, on_row, task);
}

}  // namespace vungphu::reader
