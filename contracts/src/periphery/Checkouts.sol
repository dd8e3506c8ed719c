// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILedger} from "../core/ILedger.sol";
import {ILicenses} from "../core/ILicenses.sol";
import {IPuller} from "../core/IPuller.sol";
import {Lock} from "../core/Lock.sol";
import {Signature} from "../core/Signature.sol";
import {IERC3009} from "../external/IERC3009.sol";
import {Offer} from "../types/Offer.sol";
import {Work} from "../types/Work.sol";
import {ICheckouts} from "./ICheckouts.sol";
import {Purse} from "./Purse.sol";
import {EIP712} from "solady/utils/EIP712.sol";
import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

/// @title Checkouts
/// @notice Gives every (offer, resource) an address of its own; whoever pays it has named what is bought.
/// @dev A checkout is a purse whose salt is the hash of offer and resource. It has no other way out than a purchase, a
///      refund or a sweep. One lock covers all that measure or move what it holds.
contract Checkouts is ICheckouts, IPuller, EIP712, Lock {
    using Signature for bytes;

    /// @dev Money that nobody asked for.
    struct Note {
        uint128 amount;
        uint64 sweepAt;
    }

    bytes32 private constant DELIVER_TYPEHASH =
        keccak256("Deliver(address checkout,address payer,bytes32 nonce,uint256 deadline)");
    bytes32 private constant REFUND_TYPEHASH =
        keccak256("Refund(address checkout,address payer,bytes32 nonce,uint256 amount,uint256 deadline)");

    /// @dev The time a gateway has to deliver or refund.
    uint256 private constant PATIENCE = 1 days;

    ILedger private immutable _ledger;
    ILicenses private immutable _licenses;

    mapping(bytes32 payment => bool) private _done;
    mapping(address checkout => mapping(address token => Note)) private _notes;

    constructor(ILedger ledger, ILicenses licenses) {
        _ledger = ledger;
        _licenses = licenses;
    }

    /// @inheritdoc ICheckouts
    function settle(
        Offer calldata offer,
        bytes calldata signature,
        Work calldata work,
        bytes32 resource,
        Authorization calldata authorization
    ) external locked returns (uint256 license) {
        require(authorization.value == offer.price, WrongValue(authorization.value, offer.price));
        address checkout = _open(offer.id(), resource);
        _finish(checkout, authorization.from, authorization.nonce);
        uint256 before = SafeTransferLib.balanceOf(offer.token, checkout);
        _authorize(offer.token, checkout, authorization);
        uint256 afterwards = SafeTransferLib.balanceOf(offer.token, checkout);
        require(afterwards >= before + authorization.value, NotArrived(before, afterwards, authorization.value));
        license = _buy(offer, signature, work, checkout, authorization.from);
        emit Settled(checkout, authorization.from, authorization.nonce, license);
    }

    /// @inheritdoc ICheckouts
    function deliver(
        Offer calldata offer,
        bytes calldata signature,
        Work calldata work,
        bytes32 resource,
        address payer,
        bytes32 nonce,
        uint256 deadline,
        bytes calldata gatewaySignature
    ) external locked returns (uint256 license) {
        address checkout = _open(offer.id(), resource);
        bytes32 order = keccak256(abi.encode(DELIVER_TYPEHASH, checkout, payer, nonce, deadline));
        _requireGateway(offer.gateway, order, deadline, gatewaySignature);
        _finish(checkout, payer, nonce);
        _shrinkNote(checkout, offer.token, offer.price);
        license = _buy(offer, signature, work, checkout, payer);
        emit Settled(checkout, payer, nonce, license);
    }

    /// @inheritdoc ICheckouts
    function refund(
        Offer calldata offer,
        bytes32 resource,
        address payer,
        bytes32 nonce,
        uint256 amount,
        uint256 deadline,
        bytes calldata gatewaySignature
    ) external locked {
        address checkout = _open(offer.id(), resource);
        bytes32 order = keccak256(abi.encode(REFUND_TYPEHASH, checkout, payer, nonce, amount, deadline));
        _requireGateway(offer.gateway, order, deadline, gatewaySignature);
        _finish(checkout, payer, nonce);
        _shrinkNote(checkout, offer.token, amount);
        Purse.transfer(checkout, offer.token, payer, amount);
        emit Refunded(checkout, payer, nonce, amount);
    }

    /// @inheritdoc ICheckouts
    function note(bytes32 offer, bytes32 resource, address token) external locked returns (uint256 amount) {
        address checkout = checkoutOf(offer, resource);
        Note storage noted = _notes[checkout][token];
        require(noted.amount == 0, NotePending(noted.sweepAt));
        amount = FixedPointMathLib.min(SafeTransferLib.balanceOf(token, checkout), type(uint128).max);
        require(amount != 0, NothingToSweep(checkout, token));
        uint256 sweepAt = block.timestamp + PATIENCE;
        _notes[checkout][token] = Note(uint128(amount), uint64(sweepAt));
        emit Noted(checkout, token, amount, sweepAt);
    }

    /// @inheritdoc ICheckouts
    function sweep(Offer calldata offer, bytes32 resource, address token) external locked returns (uint256 credited) {
        address checkout = _open(offer.id(), resource);
        Note memory noted = _notes[checkout][token];
        uint256 amount = FixedPointMathLib.min(noted.amount, SafeTransferLib.balanceOf(token, checkout));
        require(amount != 0 && block.timestamp >= noted.sweepAt, NothingToSweep(checkout, token));
        delete _notes[checkout][token];
        credited = _ledger.payPulled(offer.work, token, amount, abi.encode(checkout));
        emit Swept(checkout, token, credited);
    }

    /// @inheritdoc IPuller
    /// @dev Both call back whoever called them, so `data` is what this contract wrote.
    function onPull(address token, uint256 amount, bytes calldata data) external {
        require(msg.sender == address(_licenses) || msg.sender == address(_ledger), UnexpectedPull(msg.sender));
        Purse.transfer(abi.decode(data, (address)), token, address(_ledger), amount);
    }

    /// @inheritdoc ICheckouts
    function isDone(address checkout, address payer, bytes32 nonce) external view returns (bool) {
        return _done[_paymentOf(checkout, payer, nonce)];
    }

    /// @inheritdoc ICheckouts
    function noteOf(address checkout, address token) external view returns (uint256 amount, uint256 sweepAt) {
        Note storage noted = _notes[checkout][token];
        return (noted.amount, noted.sweepAt);
    }

    /// @inheritdoc ICheckouts
    function checkoutOf(bytes32 offer, bytes32 resource) public view returns (address) {
        return Purse.addressOf(_saltOf(offer, resource));
    }

    function _open(bytes32 offer, bytes32 resource) private returns (address checkout) {
        checkout = checkoutOf(offer, resource);
        Purse.open(checkout, _saltOf(offer, resource));
    }

    /// @dev Buys the license for the payer with the checkout's money.
    function _buy(Offer calldata offer, bytes calldata signature, Work calldata work, address checkout, address payer)
        private
        returns (uint256)
    {
        require(offer.feed == address(0), FeedRefused(offer.feed));
        return _licenses.buyPulled(offer, signature, work, payer, offer.price, abi.encode(checkout));
    }

    /// @dev Counts a payer's nonce as settled, delivered or refunded, once.
    /// @custom:rule R-9
    function _finish(address checkout, address payer, bytes32 nonce) private {
        bytes32 payment = _paymentOf(checkout, payer, nonce);
        require(!_done[payment], AlreadyDone(payer, nonce));
        _done[payment] = true;
    }

    /// @dev Money that was asked for counts against the note, even if it arrived after it: rather sweep too little now.
    function _shrinkNote(address checkout, address token, uint256 amount) private {
        Note storage noted = _notes[checkout][token];
        if (noted.amount != 0) noted.amount = uint128(FixedPointMathLib.zeroFloorSub(noted.amount, amount));
    }

    /// @dev Keys sign 65 bytes, and older tokens know only those, taken apart. A contract account's signature may be as
    ///      long, so the newer entry has the last word for accounts with code.
    function _authorize(address token, address checkout, Authorization calldata by) private {
        if (by.signature.length == 65) {
            try IERC3009(token)
                .transferWithAuthorization(
                    by.from,
                    checkout,
                    by.value,
                    by.validAfter,
                    by.validBefore,
                    by.nonce,
                    uint8(by.signature[64]),
                    bytes32(by.signature[:32]),
                    bytes32(by.signature[32:64])
                ) {
                return;
            } catch (bytes memory reason) {
                require(by.from.code.length != 0, AuthorizationRefused(reason));
            }
        }
        IERC3009(token)
            .transferWithAuthorization(
                by.from, checkout, by.value, by.validAfter, by.validBefore, by.nonce, by.signature
            );
    }

    function _requireGateway(address gateway, bytes32 order, uint256 deadline, bytes calldata signature) private view {
        require(block.timestamp <= deadline, DeadlinePassed(deadline));
        require(signature.isFrom(gateway, _hashTypedData(order)), WrongGateway(gateway));
    }

    function _saltOf(bytes32 offer, bytes32 resource) private pure returns (bytes32) {
        return keccak256(abi.encode(offer, resource));
    }

    function _paymentOf(address checkout, address payer, bytes32 nonce) private pure returns (bytes32) {
        return keccak256(abi.encode(checkout, payer, nonce));
    }

    function _domainNameAndVersion() internal pure override returns (string memory name, string memory version) {
        return ("Tributary", "1");
    }
}
