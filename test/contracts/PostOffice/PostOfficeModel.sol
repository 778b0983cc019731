// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {MockBlocklistToken} from "../../../contracts/mocks/MockBlocklistToken.sol";
import {MockERC20} from "../../../contracts/mocks/MockERC20.sol";
import {IWholePostOffice} from "./IWholePostOffice.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

/// @title What was meant, beside what the contract says
/// @notice Two senders (the people 0 and 1), two relays (2, 3), two wallets that are their own recovery (4, 5), two payouts
/// (6, 7), three tokens, and the books that they would keep themselves.
abstract contract PostOfficeModel is PostOfficeTest {
    /* TYPES */

    /// @notice What was meant for a stamp.
    struct Meant {
        IStamps.Stamp stamp;
        bytes32 id;
        IStamps.StampStatus status;
        bool relayMayCollect;
        bool carriagePaid;
        uint256 postedAt;
        uint256 settledAt;
    }

    /* STORAGE */

    uint256 public constant PEOPLE = 8;
    uint256 public constant TOKENS = 3;
    uint256 internal constant _MOST_AT_ONCE = 4;

    address[PEOPLE] public people;
    address[TOKENS] public tokens;
    bytes32[2] internal _inboxIds;
    /// @dev The third token, which at times refuses everything to do with the contract.
    MockBlocklistToken internal _moody;

    Meant[] internal _meant;
    mapping(address owner => mapping(address token => uint256)) public balanceMeant;
    /// @notice In people's own hands, which only their own calls may lower.
    mapping(address owner => mapping(address token => uint256)) public outsideMeant;
    mapping(address token => uint256) public paidIn;
    mapping(address token => uint256) public paidOut;
    mapping(bytes32 inboxId => address) internal _payouts;
    mapping(bytes32 inboxId => mapping(address token => bool)) internal _relayMayCollect;
    /// @dev How many stamps were made, so that each is another one.
    uint256 internal _letters;

    /// @notice Unix seconds. The runner's own clock may stand still between calls.
    uint256 public clock = NOW;
    /// @notice Ether forced in, which is nobody's.
    uint256 public forced;
    /// @notice Calls that did what they meant to, from beginning to end.
    mapping(bytes4 action => uint256) public done;

    modifier counted() {
        vm.warp(clock);
        _;
        ++done[msg.sig];
    }

    constructor(IInboxRegistry registry_, IWholePostOffice office_, MockERC20 dollar_) {
        (registry, office, dollar) = (registry_, office_, dollar_);
        _moody = new MockBlocklistToken();
        tokens = [NATIVE, address(dollar), address(_moody)];
        for (uint256 i = 0; i < PEOPLE; ++i) people[i] = makeAddr(string.concat("person ", vm.toString(i)));
        for (uint256 i = 0; i < 2; ++i) {
            _payouts[_registered(i)] = people[6 + i];
            _approve(people[i]);
        }
    }

    /* VIEWS */

    function stampsMeant() external view returns (Meant[] memory) {
        return _meant;
    }

    /// @notice Whether the token lets the contract move it now.
    function isMovable(address token) public view returns (bool) {
        return token != address(_moody) || !_moody.isBlocked(address(office));
    }

    /* PREPARING */

    function _registered(uint256 inbox) internal returns (bytes32 id) {
        vm.startPrank(people[4 + inbox]);
        id = registry.register(0, address(0), new IInboxRegistry.KeyInput[](0));
        for (uint256 t = 0; t < TOKENS; ++t) office.setTerms(id, tokens[t], STAKE, WINDOW, inbox == 0);
        office.setPayout(id, people[6 + inbox]);
        vm.stopPrank();
        _inboxIds[inbox] = id;
        for (uint256 t = 0; t < TOKENS; ++t) _relayMayCollect[id][tokens[t]] = inbox == 0;
    }

    function _approve(address person) internal {
        vm.startPrank(person);
        dollar.approve(address(office), type(uint256).max);
        _moody.approve(address(office), type(uint256).max);
        vm.stopPrank();
    }

    function _give(address person, address token, uint256 amount) internal {
        outsideMeant[person][token] += amount;
        if (token == NATIVE) vm.deal(person, person.balance + amount);
        else MockERC20(token).mint(person, amount);
    }

    /* PICKING */

    /// @dev A token that can be moved now.
    function _movable(uint256 token) internal view returns (address) {
        address asset = tokens[token % TOKENS];
        return isMovable(asset) ? asset : NATIVE;
    }

    /// @dev Someone with a balance, if anyone has one.
    function _richest(uint256 who, address token) internal view returns (address) {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            address person = people[((who % PEOPLE) + i) % PEOPLE];
            if (balanceMeant[person][token] != 0) return person;
        }
        return people[who % PEOPLE];
    }

    /// @dev A stamp that waits for its outcome; where there is none, a new one.
    function _pick(uint256 seed, bool inTime) internal returns (Meant storage) {
        for (uint256 i = 0; i < _meant.length; ++i) {
            Meant storage meant = _meant[((seed % _meant.length) + i) % _meant.length];
            if (_isPending(meant) && (!inTime || clock < meant.stamp.expiresAt)) return meant;
        }
        _post(only(_newStamp(seed, people[seed % 2], NATIVE)), POSTAGE, false);
        return _meant[_meant.length - 1];
    }

    /// @dev Some that the same people may answer at the same time as `first`, which is among them.
    function _alike(Meant storage first, uint256 count) internal view returns (uint256[] memory chosen) {
        count = 1 + (count % _MOST_AT_ONCE);
        uint256[] memory found = new uint256[](count);
        uint256 n = 0;
        for (uint256 i = 0; i < _meant.length && n < count; ++i) {
            Meant storage meant = _meant[i];
            bool isAlike = meant.stamp.inboxId == first.stamp.inboxId && meant.stamp.relay == first.stamp.relay;
            if (isAlike && _isPending(meant) && clock < meant.stamp.expiresAt) found[n++] = i;
        }
        chosen = new uint256[](n);
        for (uint256 i = 0; i < n; ++i) chosen[i] = found[i];
    }

    function _isPending(Meant storage meant) internal view returns (bool) {
        return meant.status == IStamps.StampStatus.Open || meant.status == IStamps.StampStatus.Admitted;
    }

    function _relayMayCollectAll(uint256[] memory chosen) internal view returns (bool) {
        for (uint256 i = 0; i < chosen.length; ++i) if (!_meant[chosen[i]].relayMayCollect) return false;
        return true;
    }

    function _walletOf(bytes32 id) internal view returns (address) {
        return id == _inboxIds[0] ? people[4] : people[5];
    }

    function _stampsOf(uint256[] memory chosen) internal view returns (IStamps.Stamp[] memory stamps) {
        stamps = new IStamps.Stamp[](chosen.length);
        for (uint256 i = 0; i < chosen.length; ++i) stamps[i] = _meant[chosen[i]].stamp;
    }

    /* MEANING */

    /// @dev Any that the terms of now accept. The letter's hash counts up, so that each is new.
    function _newStamp(uint256 seed, address sender, address token) internal returns (IStamps.Stamp memory stamp) {
        stamp = stampOf(token, uint256(keccak256(abi.encode(seed, ++_letters))));
        stamp.sender = sender;
        stamp.relay = people[2 + ((seed >> 16) % 2)];
        stamp.inboxId = _inboxIds[(seed >> 24) % 2];
        (uint96 stake, uint32 window, , ) = office.quote(stamp.inboxId, token, sender);
        stamp.stake = stake + uint96((seed >> 32) % STAKE);
        stamp.carriage = uint96((seed >> 64) % CARRIAGE);
        stamp.expiresAt = uint40(clock + window + ((seed >> 96) % (60 days - window + 1)));
    }

    /// @dev Posts what one sender pays in one token, and books it: what the ledger lacks, the sender brings.
    function _post(IStamps.Stamp[] memory stamps, uint256 value, bool atOnce) internal {
        (address sender, address token) = (stamps[0].sender, stamps[0].token);
        uint256 sum = 0;
        for (uint256 i = 0; i < stamps.length; ++i) sum += uint256(stamps[i].carriage) + stamps[i].stake;
        uint256 balance_ = balanceMeant[sender][token];

        if (token == NATIVE) {
            value = bound(value, balance_ < sum ? sum - balance_ : 0, 2 * sum);
            balanceMeant[sender][token] = balance_ + value - sum;
        } else if (!isMovable(token) && balance_ < sum) {
            // Paid for by a friend inside of the ledger, as nothing can come in.
            for (uint256 i = 0; i < stamps.length; ++i) stamps[i].token = NATIVE;
            return _repost(stamps, value, atOnce);
        } else {
            value = balance_ < sum ? sum - balance_ : 0;
            balanceMeant[sender][token] = balance_ < sum ? 0 : balance_ - sum;
        }
        _give(sender, token, value);
        _send(stamps, token == NATIVE ? value : 0, atOnce);
        outsideMeant[sender][token] -= value;
        paidIn[token] += value;
    }

    /// @dev The same in ether, by the terms for that.
    function _repost(IStamps.Stamp[] memory stamps, uint256 value, bool atOnce) internal {
        for (uint256 i = 0; i < stamps.length; ++i) {
            (uint96 stake, uint32 window, , ) = office.quote(stamps[i].inboxId, NATIVE, stamps[i].sender);
            (stamps[i].stake, stamps[i].expiresAt) = (stake, uint40(clock + window));
        }
        _post(stamps, value, atOnce);
    }

    function _send(IStamps.Stamp[] memory stamps, uint256 value, bool atOnce) internal {
        if (atOnce) {
            IStamps.PostInput[] memory inputs = inputsOf(stamps);
            vm.prank(stamps[0].sender);
            office.postMany{value: value}(inputs);
        } else {
            vm.prank(stamps[0].sender);
            office.post{value: value}(inputOf(stamps[0]));
        }
        for (uint256 i = 0; i < stamps.length; ++i) {
            Meant storage meant = _meant.push();
            meant.stamp = stamps[i];
            meant.id = idOf(stamps[i]);
            meant.status = IStamps.StampStatus.Open;
            meant.relayMayCollect = _relayMayCollect[stamps[i].inboxId][stamps[i].token];
            meant.postedAt = clock;
        }
    }

    function _payCarriage(Meant storage meant) internal {
        if (meant.carriagePaid) return;
        meant.carriagePaid = true;
        balanceMeant[meant.stamp.relay][meant.stamp.token] += meant.stamp.carriage;
    }
}
