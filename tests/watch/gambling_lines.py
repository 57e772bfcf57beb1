"""Lines of news about gambling, and lines that sell it."""

BENIGN = """Công an tỉnh triệt phá đường dây đánh bạc trên mạng với số tiền giao dịch hơn 500 tỷ đồng.
Mặt trận các cấp tuyên truyền người dân không tham gia cá độ bóng đá, lô đề trong mùa World Cup.
Công an cảnh báo thủ đoạn quảng cáo “nhà cái uy tín”, “nổ hũ đổi thưởng” trên mạng xã hội.
Bắt giữ 12 đối tượng tổ chức đánh bạc qua trang W88 và Fun88 tại thành phố Tuyên Quang.
Tòa án nhân dân tỉnh xét xử vụ án tổ chức đánh bạc bằng hình thức ghi số đề.
Khởi tố nhóm đối tượng điều hành trang mạng Kubet, Sunwin, thu lời bất chính.
Hội nghị bàn giải pháp phòng, chống tệ nạn cờ bạc, lô đề ở khu dân cư.
Nhiều gia đình tan nát vì cá độ bóng đá.
Người chơi tài xỉu thường thua sạch tiền chỉ sau một đêm.
Nghị định của Chính phủ về kinh doanh casino có hiệu lực từ tháng 6.
Nhà cải tạo xong, bà con phấn khởi dọn về ở trước Tết.
Cả cuộc đời ông gắn bó với công tác Mặt trận ở thôn.
Ban công tác Mặt trận lo để mọi hộ nghèo đều có Tết.
Kinh doanh nợ hư hao, hợp tác xã phải cơ cấu lại.
Chương trình bốc thăm trúng thưởng, đổi quà tại hội chợ nông sản.
Đoàn kiểm tra soi xét kỹ từng khoản chi của quỹ Vì người nghèo.
Ông Nguyễn Văn An bị xử phạt 2 triệu đồng vì mua số đề.
Công an xã vận động người dân cảnh giác với các ứng dụng game bài đổi thưởng, tài xỉu online.
Slot tham quan cuối cùng dành cho đoàn đại biểu kiều bào.
Đường dây đánh bạc núp bóng cổng game Rikvip bị triệt xóa năm 2017.
Cầu lô 3 của gói thầu đường tỉnh 185 đã thông xe.
Tải ứng dụng VNeID và đăng ký tài khoản định danh điện tử mức 2.
Giải bóng chuyền các nhà máy: đội nhà cái chính thức vào chung kết.
Người dân đăng ký nhận hỗ trợ nhà ở, chi trả qua ngân hàng uy tín hàng đầu.
Hợp tác xã được bình chọn uy tín, hoàn trả vốn vay trước hạn.
Học sinh viết bài về tác hại của cờ bạc, cá cược trên mạng.""".splitlines()

SPAM = """Nhà cái uy tín số 1 châu Á, đăng ký nhận 88k
NHÀ CÁI HÀNG ĐẦU VIỆT NAM – NẠP RÚT NHANH 24/7
nha cai uy tin kubet, dang ky nhan thuong
W88 link vào mới nhất không bị chặn
Fun88 – cá cược thể thao, casino trực tuyến
Soi kèo bóng đá hôm nay, tỷ lệ kèo chuẩn nhất
Soi cầu lô đề miền Bắc chính xác 100%
Lô đề online 1 ăn 99, uy tín
Tài xỉu online đổi thưởng, tặng code tân thủ
Game bài đổi thưởng uy tín nhất 2026
no hu doi thuong, ban ca, slot game
Nổ hũ Sunwin tải app nhận 50k
N.H.À C.Á.I uy tín KUBET
n h à c á i k u b e t casino
nhacaiuytin kubet casino
8xbet - bet88 - shbet - 789bet
Tải app Go88, chơi là thắng
trang cá cược bóng đá M88 hoàn trả cược
Jun88 trang chủ | đăng ký nhận 188k
Xóc đĩa online, live casino, baccarat
Ku casino: cược miễn phí 100k cho thành viên mới
Rikvip cổng game quốc tế đổi thưởng 1:1
nhà-cái_uy-tín ✅ hi88 ✅ new88
Đánh đề online, dàn đề bất bại, bạch thủ lô
Thabet link vao nha cai""".splitlines()
