// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Exclusives} from "../types/Exclusives.sol";
import {Offer} from "../types/Offer.sol";
import {Rights} from "../types/Rights.sol";
import {Terms} from "../types/Terms.sol";
import {Flow, Kind, PPM, Work} from "../types/Work.sol";
import {ILedger} from "./ILedger.sol";
import {ILicenses} from "./ILicenses.sol";
import {Payer} from "./Payer.sol";
import {Renewals} from "./Renewals.sol";
import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";

/// @title Licenses
/// @notice Sells rights in works, and answers whether a right holds now; see `ILicenses`.
contract Licenses is Renewals {
    mapping(uint256 license => mapping(bytes32 derivative => bool)) private _linked;

    constructor(ILedger ledger) Payer(ledger) {}

    /// @inheritdoc ILicenses
    function buy(Offer calldata offer, bytes calldata signature, Work calldata work, address to, uint256 maxPrice)
        external
        returns (uint256 license)
    {
        uint256 amount;
        (license, amount) = _sell(offer, signature, work, to, maxPrice);
        _pay(offer.work, offer.token, amount);
    }

    /// @inheritdoc ILicenses
    function buyPulled(
        Offer calldata offer,
        bytes calldata signature,
        Work calldata work,
        address to,
        uint256 maxPrice,
        bytes calldata data
    ) external returns (uint256 license) {
        uint256 amount;
        (license, amount) = _sell(offer, signature, work, to, maxPrice);
        _payPulled(offer.work, offer.token, amount, data);
    }

    /// @inheritdoc ILicenses
    /// @custom:rule R-8
    function declare(Offer calldata offer, uint256 license, uint128 total) external returns (uint256 due) {
        _requireLicensee(offer, license);
        Report storage report = _reports[license];
        uint256 declared = report.total;
        uint256 cap = offer.revenueCap;
        require(total >= declared, TotalShrank(total, declared));
        require(cap == 0 || total <= cap, CapPassed(total, cap));
        due = _dueUp(total, offer.revenueShare) - _dueUp(declared, offer.revenueShare);
        bool onTime = _isReported(license);
        report.total = total;
        if (total == cap && cap != 0) report.capped = true;
        // A late declaration is paid all the same, but it brings nothing back.
        if (onTime && offer.reportingPeriod != 0) report.reportBy = uint64(block.timestamp) + offer.reportingPeriod;
        emit Declared(license, total, due);
        _pay(offer.work, offer.token, due);
    }

    /// @inheritdoc ILicenses
    /// @custom:rule R-8
    function link(
        Work calldata derivative,
        uint8[] calldata flowPath,
        Work[] calldata path,
        Offer calldata offer,
        uint256 license
    ) external {
        bytes32 id = derivative.id();
        require(derivative.creator.payeeHere() == msg.sender, NotCreator(derivative.creator, msg.sender));
        _requireLicensee(offer, license);
        require(isValid(license, Rights.DERIVATIVE), NotValid(license, Rights.DERIVATIVE));
        require(!_linked[license][id], AlreadyLinked(license, id));
        uint256 share = _shareAlong(derivative, flowPath, path, offer.work);
        require(share >= offer.derivativeShare, ShareTooLow(share, offer.derivativeShare));
        _linked[license][id] = true;
        _setStateOf(license, _stateOf(license).withLink());
        emit Linked(license, id, offer.work);
    }

    /// @inheritdoc ILicenses
    function isLinked(uint256 license, bytes32 derivative) external view returns (bool) {
        return _linked[license][derivative];
    }

    /// @dev Mints a license, as if it were paid; returns what must be paid for it.
    function _sell(Offer calldata offer, bytes calldata signature, Work calldata work, address to, uint256 maxPrice)
        private
        returns (uint256 license, uint256 amount)
    {
        (bytes32 id, address holder) = _requireOpen(offer, signature, work);
        require(offer.buyer == address(0) || offer.buyer == to, WrongBuyer(to, offer.buyer));
        amount = offer.amount();
        require(amount <= maxPrice, PriceTooHigh(amount, maxPrice));
        Terms terms = _remember(offer, id, holder);
        require(terms.sold() < offer.supply, SoldOut(id, offer.supply));
        uint48 expiry = _endAfter(block.timestamp, offer.duration);
        _reserve(offer, expiry);
        license = _keyOf(uint256(id)) + terms.sold() + 1;
        _terms[_keyOf(license)] = terms.sellOne();
        if (offer.reportingPeriod != 0) {
            _reports[license].reportBy = uint64(block.timestamp) + offer.reportingPeriod;
        }
        _mintAndSetExtraDataUnchecked(to, license, expiry);
        emit Bought(id, license, to, msg.sender, amount, expiry);
    }

    /// @dev Refuses rights that are sold exclusively, and takes those that this offer sells so.
    function _reserve(Offer calldata offer, uint48 expiry) private {
        Exclusives exclusives = _exclusives[offer.work];
        exclusives.refuse(offer.work, offer.rights, 0, 0);
        if (offer.exclusive != 0) _exclusives[offer.work] = exclusives.with(offer.exclusive, expiry);
    }

    /// @dev The share of the derivative's payments that reaches the licensed work, in parts per million.
    /// @custom:rounding Down at each step, against the derivative.
    function _shareAlong(Work calldata derivative, uint8[] calldata flowPath, Work[] calldata path, bytes32 licensed)
        private
        pure
        returns (uint256 share)
    {
        require(flowPath.length == path.length + 1, BrokenPath(path.length));
        bytes32 next;
        (share, next) = _step(derivative, flowPath[0], PPM, 0);
        for (uint256 i; i < path.length; ++i) {
            require(path[i].id() == next, BrokenPath(i + 1));
            (share, next) = _step(path[i], flowPath[i + 1], share, i + 1);
        }
        require(next == licensed, BrokenPath(flowPath.length));
    }

    /// @dev Follows one flow of a work.
    function _step(Work calldata work, uint256 index, uint256 share, uint256 step)
        private
        pure
        returns (uint256, bytes32)
    {
        require(index < work.flows.length, BrokenPath(step));
        Flow calldata flow = work.flows[index];
        require(flow.kind == Kind.WORK, BrokenPath(step));
        return (share * flow.share / PPM, flow.to);
    }

    function _requireLicensee(Offer calldata offer, uint256 license) private view {
        require(ownerOf(license) == msg.sender, NotLicensee(license, msg.sender));
        bytes32 id = offer.id();
        require(_keyOf(uint256(id)) == _keyOf(license), WrongOffer(license, id));
    }

    /// @dev What is due of a revenue since the start. Dues of totals, not of growths, are rounded, so their sum is exact.
    function _dueUp(uint256 total, uint256 share) private pure returns (uint256) {
        return FixedPointMathLib.divUp(total * share, PPM);
    }
}
