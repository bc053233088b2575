// The sandbox alone: every driver of GDAL, no screen, no option, the file by its own path as well as from
// memory. What the file brings it to do, it may try; what it reads, it prints. With "open" in place of
// "locked" nothing is locked, which shows that the traps of test_hostile.py catch what they are there for.
#include <cstdio>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <gdal.h>
#include <ogr_api.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reader/gdal.hpp"
#include "reader/sandbox.hpp"

namespace {

void print_layers(GDALDatasetH dataset) {
  for (int i = 0; i < GDALDatasetGetLayerCount(dataset); ++i) {
    OGRLayerH layer = GDALDatasetGetLayer(dataset, i);
    std::printf("layer %s\n", OGR_L_GetName(layer));
    for (int rows = 0; rows < 1000; ++rows) {
      vungphu::reader::FeaturePtr feature(OGR_L_GetNextFeature(layer));
      if (!feature) break;
      for (int field = 0; field < OGR_F_GetFieldCount(feature.get()); ++field)
        std::printf("%s\t", OGR_F_GetFieldAsString(feature.get(), field));
      std::puts("");
    }
  }
}

void print_raster(GDALDatasetH dataset) {
  for (int band = 1; band <= std::min(GDALGetRasterCount(dataset), 4); ++band) {
    GDALRasterBandH raster = GDALGetRasterBand(dataset, band);
    std::printf("band %d overviews %d\n", band, GDALGetOverviewCount(raster));
    if (GDALGetOverviewCount(raster) > 0) GDALGetOverview(raster, 0);
    unsigned char pixels[64 * 64];
    const int width = std::min(64, GDALGetRasterBandXSize(raster)),
              height = std::min(64, GDALGetRasterBandYSize(raster));
    if (GDALRasterIO(raster, GF_Read, 0, 0, width, height, pixels, width, height, GDT_Byte, 0, 0) == CE_None)
      std::printf("%.*s\n", width * height, reinterpret_cast<const char*>(pixels));
  }
  for (char** domain = GDALGetMetadata(dataset, nullptr); domain && *domain; ++domain) std::puts(*domain);
}

void open_all(const char* name) {
  for (unsigned kind : {GDAL_OF_VECTOR, GDAL_OF_RASTER}) {
    GDALDatasetH dataset = GDALOpenEx(name, kind | GDAL_OF_READONLY, nullptr, nullptr, nullptr);
    if (!dataset) continue;
    std::printf("opened %s\n", GDALGetDriverShortName(GDALGetDatasetDriver(dataset)));
    if (kind == GDAL_OF_VECTOR)
      print_layers(dataset);
    else
      print_raster(dataset);
    std::fflush(stdout);
    GDALClose(dataset);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const bool locked = std::strcmp(argv[1], "open") != 0;
  const int fd = open(argv[2], O_RDONLY | O_CLOEXEC);
  struct stat facts {};
  if (fd < 0 || fstat(fd, &facts) != 0) return 2;
  const auto size = static_cast<std::size_t>(facts.st_size);
  CPLPushErrorHandler(CPLQuietErrorHandler);
  GDALAllRegister();
  vungphu::reader::warm_up(true);
  const vungphu::reader::Limits limits{.cpu_seconds = 5};
  if (locked && !vungphu::reader::enter_sandbox(limits, size)) return 3;
  void* bytes = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
  if (bytes == MAP_FAILED) return 4;
  const std::string path = argv[2], name = "/vsimem" + path.substr(path.rfind('/'));
  if (!vungphu::reader::mount(name, {static_cast<char*>(bytes), size})) return 5;
  if (path.ends_with(".zip") || path.ends_with(".kmz")) open_all(("/vsizip/" + name).c_str());
  open_all(name.c_str());
  open_all(argv[2]);
  std::fflush(stdout);
  _exit(0);
}
