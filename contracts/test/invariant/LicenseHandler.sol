// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Offer} from "../../src/types/Offer.sol";
import {Rights} from "../../src/types/Rights.sol";
import {Work} from "../../src/types/Work.sol";
import {LicenseTest} from "../helpers/LicenseTest.sol";
import {Plain} from "../helpers/Plain.sol";
import {PlainOffer} from "../helpers/PlainOffer.sol";

/// @notice Sells, uses and withdraws at random, and writes down plainly what should be true.
contract LicenseHandler is LicenseTest {
    /// @dev An offer as it was signed.
    struct Signed {
        Offer offer;
        bytes signature;
        bytes32 id;
        address signer;
        uint256 work;
    }

    /// @dev A license as it should be.
    struct Model {
        uint256 id;
        uint256 offer;
        uint256 expiry;
        uint256 used;
        uint256 links;
        uint256 total;
        uint256 reportBy;
        bool lapsed;
    }

    uint256 private constant WORKS = 2;

    Work[] private _works;
    Signed[] public signed;
    Model[] public models;
    address[3] public people;
    uint256[3] private _keys;

    /// Money that should have reached the Ledger, by work.
    mapping(bytes32 work => uint256) public paid;
    /// Until when a right should be exclusive, and the license that holds it.
    mapping(bytes32 work => mapping(uint256 right => uint256)) public until;
    mapping(bytes32 work => mapping(uint256 right => uint256)) private _exclusiveHolder;
    /// Sales of a right that somebody else held, and sales that their signer had not meant.
    uint256 public overlaps;
    uint256 public unmeant;
    /// How often each kind of call went through, to see that the story is not empty.
    mapping(string action => uint256) public count;

    function setUp() public override {
        super.setUp();
        for (uint256 i; i < 3; ++i) {
            (people[i], _keys[i]) = makeAddrAndKey(vm.toString(i));
            fund(people[i], type(uint120).max);
        }
        for (uint256 i; i < WORKS; ++i) {
            _works.push(workOf(people[i], vm.toString(i)));
        }
    }

    /// @dev The holder signs new terms in the present state.
    function sign(uint256 work, uint256 terms, uint64 duration, uint128 cap) external {
        work %= WORKS;
        Offer memory offer = offerOf(_works[work]);
        offer.epoch = uint64(works.epochOf(offer.work));
        address holder = works.holderOf(_works[work]);
        offer.counter = uint64(licenses.counterOf(holder));
        offer.price = uint128(terms % 1e9);
        offer.supply = uint32(1 + terms % 5);
        offer.duration = terms % 3 == 0 ? 0 : uint64(1 days + duration % 60 days);
        offer.uses = uint32(terms >> 8) % 6;
        offer.rights = uint8(1 + (terms >> 16) % Rights.ALL) | (terms % 2 == 0 ? Rights.DERIVATIVE : 0);
        offer.exclusive = terms % 4 == 0 ? offer.rights & uint8(terms >> 24) : 0;
        offer.revenueShare = uint32((terms >> 32) % 1_000_001);
        offer.revenueCap = terms % 5 == 0 ? uint128(1 + cap % 1e12) : 0;
        offer.reportingPeriod = terms % 7 == 0 ? uint64(1 days + duration % 30 days) : 0;
        offer.validUntil = uint64(block.timestamp + 90 days);
        offer.salt = terms;
        bytes32 id = PlainOffer.idOf(offer);
        signed.push(Signed(offer, signOffer(_keyOf(holder), offer), id, holder, work));
        ++count["sign"];
    }

    function buyOne(uint256 which, uint256 who) external {
        Signed memory by = _pick(which);
        address person = people[who % 3];
        vm.prank(person);
        uint256 license = licenses.buy(by.offer, by.signature, _works[by.work], person, type(uint256).max);
        uint256 expiry = by.offer.duration == 0 ? type(uint48).max : block.timestamp + by.offer.duration;
        uint256 reportBy = by.offer.reportingPeriod == 0 ? 0 : block.timestamp + by.offer.reportingPeriod;
        models.push(Model(license, _indexOf(which), expiry, 0, 0, 0, reportBy, false));
        _recordSale(by, license, expiry, by.offer.price);
        ++count["buy"];
    }

    function renewOne(uint256 which, bool listed) external {
        Model storage model = _pickModel(which);
        Signed memory by = signed[model.offer];
        if (listed) licenses.list(by.offer, by.signature, _works[by.work]);
        vm.prank(people[which % 3]);
        if (listed) licenses.renewSubscription(model.id, by.offer.duration);
        else licenses.renew(by.offer, by.signature, _works[by.work], model.id, type(uint256).max);
        model.expiry = (model.expiry > block.timestamp ? model.expiry : block.timestamp) + by.offer.duration;
        _recordSale(by, model.id, model.expiry, by.offer.price);
        ++count["renew"];
    }

    function useSome(uint256 which, uint32 used) external {
        Model storage model = _pickModel(which);
        used = uint32(model.used) + used % 4;
        bytes memory voucher = signVoucher(_keyOf(licenses.ownerOf(model.id)), model.id, used);
        licenses.use(model.id, used, voucher);
        model.used = used;
        ++count["use"];
    }

    function declareSome(uint256 which, uint128 growth) external {
        Model storage model = _pickModel(which);
        Offer memory offer = signed[model.offer].offer;
        uint256 total = model.total + growth % 1e10;
        if (offer.revenueCap != 0 && growth % 3 == 0) total = offer.revenueCap;
        vm.prank(licenses.ownerOf(model.id));
        licenses.declare(offer, model.id, uint128(total));
        paid[offer.work] += _dueUp(total, offer.revenueShare) - _dueUp(model.total, offer.revenueShare);
        model.total = total;
        if (model.reportBy != 0 && block.timestamp > model.reportBy) model.lapsed = true;
        else if (model.reportBy != 0) model.reportBy = block.timestamp + offer.reportingPeriod;
        ++count["declare"];
    }

    function linkOne(uint256 which, uint256 title) external {
        Model storage model = _pickModel(which);
        Signed memory by = signed[model.offer];
        address owner = licenses.ownerOf(model.id);
        Work memory remix = owingWork(workOf(owner, vm.toString(title)), 1, _works[by.work]);
        vm.prank(owner);
        licenses.link(remix, new uint8[](1), new Work[](0), by.offer, model.id);
        ++model.links;
        ++count["link"];
    }

    function give(uint256 which, uint256 to) external {
        uint256 license = _pickModel(which).id;
        address owner = licenses.ownerOf(license);
        vm.prank(owner);
        licenses.transferFrom(owner, people[to % 3], license);
        ++count["give"];
    }

    function giveUp(uint256 which) external {
        if (which % 4 != 0) return;
        Model storage model = _pickModel(which / 4);
        vm.prank(licenses.ownerOf(model.id));
        licenses.cancelSubscription(model.id);
        model.expiry = 0;
        ++count["giveUp"];
    }

    /// @dev Mints the work, or passes it on: what was signed before is dead.
    function passOn(uint256 work, uint256 to) external {
        work %= WORKS;
        address holder = works.holderOf(_works[work]);
        uint256 id = uint256(Plain.idOf(_works[work]));
        bool minted = _isMinted(id);
        // Rarely, since it kills every offer.
        if (to % 4 != 0) return;
        vm.prank(holder);
        if (!minted) works.mint(_works[work], nothing(), people[to % 3]);
        else works.transferFrom(holder, people[to % 3], id);
        ++count["passOn"];
    }

    function withdraw(uint256 which, bool all) external {
        Signed memory by = _pick(which);
        if (which % 4 != 0) return;
        vm.prank(by.signer);
        if (all) licenses.cancelAll();
        else licenses.cancel(by.id);
        ++count["withdraw"];
    }

    function wait(uint32 time) external {
        skip(time % 5 days);
    }

    function signedCount() external view returns (uint256) {
        return signed.length;
    }

    function modelCount() external view returns (uint256) {
        return models.length;
    }

    function offerAt(uint256 i) external view returns (Offer memory) {
        return signed[i].offer;
    }

    function workAt(uint256 i) external view returns (bytes32) {
        return Plain.idOf(_works[i]);
    }

    /// @dev Whether a license should grant a right now, in the words of R-8.
    function shouldBeValid(uint256 i, uint8 right) external view returns (bool) {
        Model memory model = models[i];
        Offer memory offer = signed[model.offer].offer;
        bool granted = offer.rights & right == right;
        bool inTime = block.timestamp < model.expiry;
        bool unused = offer.uses == 0 || model.used + model.links < offer.uses;
        bool belowCap = offer.revenueCap == 0 || model.total < offer.revenueCap;
        bool reported = model.reportBy == 0 || (!model.lapsed && block.timestamp <= model.reportBy);
        return granted && inTime && unused && belowCap && reported;
    }

    function theLicenses() external view returns (address) {
        return address(licenses);
    }

    function grossOf(bytes32 work) external view returns (uint256) {
        return ledger.grossOf(work, address(token));
    }

    function _recordSale(Signed memory by, uint256 license, uint256 expiry, uint256 price) private {
        Offer memory offer = by.offer;
        paid[offer.work] += price;
        bool meant = offer.epoch == works.epochOf(offer.work) && by.signer == works.holderOf(_works[by.work])
            && offer.counter == licenses.counterOf(by.signer) && !licenses.isCancelled(by.signer, by.id)
            && block.timestamp <= offer.validUntil;
        if (!meant) ++unmeant;
        for (uint256 right; right < Rights.COUNT; ++right) {
            if (offer.rights >> right & 1 == 0) continue;
            bool taken = until[offer.work][right] > block.timestamp && _exclusiveHolder[offer.work][right] != license;
            if (taken) ++overlaps;
            if (offer.exclusive >> right & 1 == 0) continue;
            (until[offer.work][right], _exclusiveHolder[offer.work][right]) = (expiry, license);
        }
    }

    function _isMinted(uint256 id) private view returns (bool) {
        try works.ownerOf(id) {
            return true;
        } catch {
            return false;
        }
    }

    /// @dev One of the last offers, since most of the others are dead.
    function _pick(uint256 which) private view returns (Signed memory) {
        return signed[_indexOf(which)];
    }

    function _indexOf(uint256 which) private view returns (uint256) {
        uint256 recent = signed.length < 8 ? signed.length : 8;
        return signed.length - 1 - which % recent;
    }

    function _pickModel(uint256 which) private view returns (Model storage) {
        return models[which % models.length];
    }

    function _keyOf(address person) private view returns (uint256 key) {
        for (uint256 i; i < 3; ++i) {
            if (people[i] == person) return _keys[i];
        }
    }

    function _dueUp(uint256 total, uint256 share) private pure returns (uint256) {
        return (total * share + 999_999) / 1_000_000;
    }
}
