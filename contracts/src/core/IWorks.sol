// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Work} from "../types/Work.sol";

/// @title IWorks
/// @notice Who owns a work, which keys speak for a model, and when something was known.
/// @dev A work needs no transaction until it must move. Its terms are not stored: whoever needs them shows them, and
/// the id proves them. Token id = work id.
interface IWorks {
    /// @notice What shows that a model made an output. Empty for works without an origin.
    struct Attestation {
        /// The model key's ECDSA signature of `Output(bytes32 work)`, 65 bytes or 64 (EIP-2098).
        bytes signature;
        /// The anchored root that proves the time; 0 when the time of proof is now.
        bytes32 root;
        /// From the output's leaf to the root, pairs sorted.
        bytes32[] path;
    }

    /// @notice The terms of a work were shown, so that anybody can find them.
    event Published(bytes32 indexed work, Work terms);
    /// @notice A root was seen for the first time.
    event Anchored(bytes32 indexed root, uint256 time);
    /// @notice A key may speak for a model from one time until before another.
    event Authorized(bytes32 indexed model, address indexed key, uint256 from, uint256 until);
    /// @notice A key lost its authority at a time.
    event Revoked(bytes32 indexed model, address indexed key, uint256 time);
    /// @notice Every key of a model lost its authority at a time.
    event AllRevoked(bytes32 indexed model, uint256 time);

    /// @notice A work was shown to a contract that is not its home.
    error NotHome(uint256 home, uint256 here);
    /// @notice Only the creator may mint a work, from an account that exists on this chain.
    error NotCreator(address caller, uint256 creator);
    /// @notice Only the holder may speak for a model.
    error NotHolder(address caller, address holder);
    /// @notice A work is minted once.
    error AlreadyMinted(bytes32 work);
    /// @notice The signature came too late.
    error Expired(uint256 deadline, uint256 time);
    /// @notice The creator did not sign this mint.
    error BadSignature(uint256 creator, bytes32 digest);
    /// @notice No key of the origin that was authorized at the proven time signed this output.
    error NotAuthentic(bytes32 work, bytes32 origin);
    /// @notice A work without an origin comes with an empty attestation.
    error NoOrigin(bytes32 work);
    /// @notice An authorization must begin now or later, and end after it began.
    error BadPeriod(uint256 from, uint256 until, uint256 time);
    /// @notice The zero address is no key.
    error ZeroKey();
    /// @notice A key is authorized once for a model, so that its history cannot be rewritten.
    error AlreadyAuthorized(bytes32 model, address key);
    /// @notice The key has no authority that could be taken away.
    error NotAuthorized(bytes32 model, address key);

    /// @notice Mints a work for its creator, who calls.
    /// @param work The work, whose home is this contract on this chain.
    /// @param attestation For an output: its model's signature and the proof of its time.
    /// @param to The first owner.
    /// @return id The id of the work, which is the token id.
    function mint(Work calldata work, Attestation calldata attestation, address to) external returns (bytes32 id);

    /// @notice Mints a work for its creator, who signed `Mint(bytes32 work,address to,uint256 deadline)`.
    /// @param work The work, whose home is this contract on this chain.
    /// @param attestation For an output: its model's signature and the proof of its time.
    /// @param to The first owner.
    /// @param deadline The last second in which the signature counts.
    /// @param signature The creator's signature (ECDSA or ERC-1271).
    /// @return id The id of the work, which is the token id.
    function mintFor(
        Work calldata work,
        Attestation calldata attestation,
        address to,
        uint256 deadline,
        bytes calldata signature
    ) external returns (bytes32 id);

    /// @notice Shows the terms of works in events. Anybody may, for works of any home.
    /// @param works The works.
    function publish(Work[] calldata works) external;

    /// @notice Keeps the time at which a root was first seen. Later calls change nothing.
    /// @param root The Merkle root, with sorted pairs, of leaves
    /// `keccak256(abi.encode(keccak256("tributary.anchor"), id, keccak256(signature)))`.
    /// @custom:rule R-10 The leaf binds the signature: an old anchor cannot be signed later with a leaked key.
    function anchor(bytes32 root) external;

    /// @notice The time at which a root was first seen, in seconds; 0 if never.
    /// @param root The Merkle root.
    function anchoredAt(bytes32 root) external view returns (uint256);

    /// @notice Lets a key speak for a model during a period.
    /// @param model The model, of which the caller is the holder.
    /// @param key The key that will sign outputs.
    /// @param from The first second, now or later.
    /// @param until The second after the last.
    /// @custom:rule R-10
    function authorize(Work calldata model, address key, uint64 from, uint64 until) external;

    /// @notice Ends the authority of a key from this second on.
    /// @param model The model, of which the caller is the holder.
    /// @param key The key.
    /// @custom:rule R-10
    function revoke(Work calldata model, address key) external;

    /// @notice Ends the authority of every key from this second on. A sale calls it, so that the seller's keys die.
    /// @param model The model, of which the caller is the holder.
    /// @custom:rule R-10
    function revokeAll(Work calldata model) external;

    /// @notice Whether a key spoke for a model at a time.
    /// @param model The id of the model.
    /// @param key The key.
    /// @param time In seconds since 1970.
    /// @custom:rule R-10
    function isAuthorized(bytes32 model, address key, uint256 time) external view returns (bool);

    /// @notice Whether a key of the output's origin, authorized at the proven time, signed the output.
    /// @param output The output, whose home is this contract on this chain.
    /// @param attestation The signature, and the proof of its time.
    /// @custom:rule R-10
    function isAuthentic(Work calldata output, Attestation calldata attestation) external view returns (bool);

    /// @notice The owner, or the creator while the work is not minted; nobody (zero) where the work is not at home.
    /// @param work The work.
    function holderOf(Work calldata work) external view returns (address);

    /// @notice How often a work was transferred since it was minted.
    /// @param work The id of the work.
    function epochOf(bytes32 work) external view returns (uint256);

    /// @notice A hash of what a buyer of the token must be sure of: owner, epoch, key generation (ERC-5646).
    /// @param tokenId The id of the work.
    /// @custom:rule R-12
    function getStateFingerprint(uint256 tokenId) external view returns (bytes32);

    /// @notice The receiver and amount of the royalty of a resale (ERC-2981).
    /// @param tokenId The id of the work.
    /// @param price What the buyer pays, in token-wei.
    /// @custom:rounding Down, in favor of the seller.
    function royaltyInfo(uint256 tokenId, uint256 price) external view returns (address receiver, uint256 amount);

    /// @notice The id of a work; reverts when the work is invalid.
    /// @param work The work.
    /// @custom:rule R-1
    function idOf(Work calldata work) external pure returns (bytes32);
}
